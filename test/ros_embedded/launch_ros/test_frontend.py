# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Nodes and their scopes in XML and YAML: the command line that a node is started with."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml
from launch import LaunchDescription, LaunchService
from launch.actions import IncludeLaunchDescription

NODES = {
    'xml': """
<launch>
  <arg name="gain" default="0.5"/>
  <group>
    <push-ros-namespace namespace="robot"/>
    <set_remap from="a" to="b"/>
    <set_parameter name="shared" value="1"/>
    <set_use_sim_time value="true"/>
    <node pkg="tested" exec="show" name="shown" namespace="arm" args="one 'two three' $(var gain)"
          ros_args="--log-level debug" output="screen" exec_name="label">
      <param name="gain" value="$(var gain)"/>
      <param name="text" value="7" type="str"/>
      <param name="many" value="1, 2" value-sep=","/>
      <param name="outer"><param name="inner" value="true"/></param>
      <param from="$(dirname)/parameters.yaml" allow_substs="true"/>
      <remap from="in" to="out"/>
      <env name="X" value="Y"/>
    </node>
  </group>
</launch>
""",
    'yaml': """
launch:
- arg: {name: gain, default: '0.5'}
- group:
  - push_ros_namespace: {namespace: robot}
  - set_remap: {from: a, to: b}
  - set_parameter: {name: shared, value: 1}
  - set_use_sim_time: {value: true}
  - node:
      pkg: tested
      exec: show
      name: shown
      namespace: arm
      args: one 'two three' $(var gain)
      ros_args: --log-level debug
      output: screen
      exec_name: label
      param:
      - {name: gain, value: $(var gain)}
      - {name: text, value: 7, type: str}
      - {name: many, value: [1, 2]}
      - name: outer
        param: [{name: inner, value: true}]
      - {from: $(dirname)/parameters.yaml, allow_substs: true}
      remap: [{from: in, to: out}]
      env: [{name: X, value: Y}]
""",
}


def run_file(path: Path) -> int:
    service = LaunchService()
    service.include_launch_description(LaunchDescription([IncludeLaunchDescription(str(path))]))
    return service.run()


@pytest.mark.parametrize('kind', ['xml', 'yaml'])
def test_a_node_is_started_as_written(package, tmp_path, capfd, kind):
    (tmp_path / 'parameters.yaml').write_text('/**: {ros__parameters: {file: $(var gain)}}\n')
    path = tmp_path / f'node.launch.{kind}'
    path.write_text(NODES[kind])
    assert run_file(path) == 0
    output = capfd.readouterr().out
    [line] = [line for line in output.splitlines() if line.startswith('[label-')]
    arguments = ast.literal_eval(line.partition('] ')[2])
    assert arguments[:3] == ['one', 'two three', '0.5']
    assert arguments[3:7] == ['--ros-args', '--log-level', 'debug', '--']
    options = list(zip(arguments[8::2], arguments[9::2], strict=True))
    assert options[:4] == [
        ('-r', '__node:=shown'),
        ('-r', '__ns:=/robot/arm'),
        ('-p', 'shared:=1'),
        ('-p', 'use_sim_time:=true'),
    ]
    assert options[-2:] == [('-r', 'a:=b'), ('-r', 'in:=out')]


@pytest.mark.parametrize('kind', ['xml', 'yaml'])
def test_parameters_have_the_types_that_are_written(package, tmp_path, kind):
    from launch.launch_description_sources import AnyLaunchDescriptionSource

    (tmp_path / 'parameters.yaml').write_text('/**: {ros__parameters: {file: $(var gain)}}\n')
    path = tmp_path / f'node.launch.{kind}'
    path.write_text(NODES[kind])
    service = LaunchService()
    source = AnyLaunchDescriptionSource(str(path))
    include = IncludeLaunchDescription(source)
    service.include_launch_description(LaunchDescription([include]))
    assert service.run() == 0
    group = source.try_get_launch_description_without_context().entities[-1]
    command = group.describe_sub_entities()[-1].process_description.final_cmd
    files = [command[i + 1] for i, word in enumerate(command) if word == '--params-file']
    parameters = {}
    for file in files:
        [(_, content)] = yaml.safe_load(Path(file).read_text()).items()
        parameters.update(content['ros__parameters'])
    assert parameters == {
        'gain': 0.5,
        'text': '7',
        'many': [1, 2],
        'outer.inner': True,
        'file': 0.5,
    }


CONTAINERS = """
<launch>
  <arg name="use_composition" default="false"/>
  <node_container pkg="rclcpp_components" exec="component_container" name="container"
                  if="$(var use_composition)">
    <composable_node pkg="image_proc" plugin="image_proc::DebayerNode" name="debayer"/>
  </node_container>
  <load_composable_node target="container" if="$(var use_composition)">
    <composable_node pkg="image_proc" plugin="image_proc::DebayerNode" name="debayer"/>
  </load_composable_node>
</launch>
"""


def test_containers_are_refused_only_when_they_are_used(tmp_path, capfd):
    path = tmp_path / 'container.launch.xml'
    path.write_text(CONTAINERS)
    assert run_file(path) == 0
    path.write_text(CONTAINERS.replace('"false"', '"true"'))
    assert run_file(path) == 1
    assert 'ComposableNodeContainer needs components' in capfd.readouterr().out
