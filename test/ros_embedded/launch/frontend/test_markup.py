# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Launch files in XML and YAML do what the same ones in Python do."""

from __future__ import annotations

import pytest
from launch import Action, Substitution
from launch.actions import IncludeLaunchDescription
from launch.frontend import expose_action, expose_substitution
from launch.frontend.expose import action_parsers, substitution_parsers

EVERYTHING = {
    'xml': """
<launch>
  <!-- a comment -->
  <arg name="who" default="world" description="Whom to greet.">
    <choice value="world"/><choice value="moon"/>
  </arg>
  <let name="greeting" value="hello $(var who)"/>
  <log message="$(var greeting)"/>
  <log message="no" if="$(equals $(var who) moon)"/>
  <log message="yes" unless="$(equals $(var who) moon)"/>
  <group>
    <let name="greeting" value="inner"/>
    <set_env name="MARKUP_TEST" value="set"/>
    <append_env name="MARKUP_TEST" value="more" separator="-"/>
    <log message="$(var greeting) $(env MARKUP_TEST)"/>
    <unset-env name="MARKUP_TEST"/>
    <log message="$(env MARKUP_TEST unset)"/>
  </group>
  <group forwarding="false">
    <keep name="kept" value="$(var who)!"/>
    <log message="$(var greeting gone) $(var kept)"/>
  </group>
  <push_vars/>
  <let name="greeting" value="pushed"/>
  <reset><keep name="kept" value="$(var greeting)"/></reset>
  <log message="$(var greeting gone) $(var kept)"/>
  <pop_vars/>
  <for len="2" name="i"><log message="turn $(index i)"/></for>
  <for_each values="{name: left, id: 1};{name: right}">
    <log message="$(for-var name) $(for-var id none)"/>
  </for_each>
  <include file="$(dirname)/other.launch.$(var kind xml)"><arg name="given" value="1"/></include>
  <timer period="0.01"><log message="later"/><shutdown reason="over"/></timer>
  <executable cmd="sleep 1000"/>
</launch>
""",
    'yaml': """
launch:
- arg:
    name: who
    default: world
    description: Whom to greet.
    choice: [{value: world}, {value: moon}]
- let: {name: greeting, value: 'hello $(var who)'}
- log: {message: '$(var greeting)'}
- log: {message: 'no', if: '$(equals $(var who) moon)'}
- log: {message: 'yes', unless: '$(equals $(var who) moon)'}
- group:
  - let: {name: greeting, value: inner}
  - set_env: {name: MARKUP_TEST, value: set}
  - append_env: {name: MARKUP_TEST, value: more, separator: '-'}
  - log: {message: '$(var greeting) $(env MARKUP_TEST)'}
  - unset_env: {name: MARKUP_TEST}
  - log: {message: '$(env MARKUP_TEST unset)'}
- group:
    forwarding: false
    keep: [{name: kept, value: '$(var who)!'}]
    children:
    - log: {message: '$(var greeting gone) $(var kept)'}
- push_vars:
- let: {name: greeting, value: pushed}
- reset:
    keep: [{name: kept, value: '$(var greeting)'}]
- log: {message: '$(var greeting gone) $(var kept)'}
- pop_vars:
- for:
    len: 2
    name: i
    children:
    - log: {message: 'turn $(index i)'}
- for_each:
    values: '{name: left, id: 1};{name: right}'
    children:
    - log: {message: '$(for-var name) $(for-var id none)'}
- include:
    file: $(dirname)/other.launch.yaml
    arg: [{name: given, value: 1}]
- timer:
    period: 0.01
    children:
    - log: {message: later}
    - shutdown: {reason: over}
- executable: {cmd: sleep 1000}
""",
}
OTHER = {
    'xml': '<launch><arg name="given"/><log message="given $(var given)"/></launch>',
    'yaml': 'launch: [{arg: {name: given}}, {log: {message: "given $(var given)"}}]',
}


@pytest.fixture
def launch_text(run, tmp_path):
    """Return a function that runs a launch file, given as text."""

    def launch_file(text: str, kind: str = 'xml', **arguments: str):
        path = tmp_path / f'tested.launch.{kind}'
        path.write_text(text)
        return run(IncludeLaunchDescription(str(path), launch_arguments=arguments.items()))

    return launch_file


@pytest.mark.parametrize('kind', ['xml', 'yaml'])
def test_both_languages_do_the_same(launch_text, tmp_path, kind):
    (tmp_path / f'other.launch.{kind}').write_text(OTHER[kind])
    result = launch_text(EVERYTHING[kind], kind)
    assert result.returncode == 0, result.output
    assert result.lines() == [
        'hello world',
        'yes',
        'inner set-more',
        'unset',
        'gone world!',
        'gone pushed',
        'turn 0',
        'turn 1',
        'left 1',
        'right none',
        'given 1',
        'later',
    ]


def test_an_executable_gets_its_command_line_environment_and_options(launch_text):
    result = launch_text("""
<launch>
  <let name="text" value="two words"/>
  <executable cmd="sh -c 'echo $1 $MARKUP_TEST' name $(var text)" output="screen" name="shown"
              cwd="/" on_exit="shutdown" sigterm_timeout="1.0">
    <env name="MARKUP_TEST" value="variable"/>
  </executable>
</launch>
""")
    assert result.returncode == 0, result.output
    assert '] two words variable' in result.output
    assert '[shown-' in result.output


def test_a_choice_is_checked(launch_text):
    result = launch_text(EVERYTHING['xml'], who='mars')
    assert result.returncode == 1
    assert "value 'mars' is not valid" in result.output


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('<launch><log message="a" massage="b"/></launch>', 'unknown attributes: massage'),
        ('<launch><executable cmd="a"><evn/></executable></launch>', 'unknown elements: evn'),
        ('<launch><log/></launch>', "'log' needs the attribute 'message'"),
        ('<launch><lag message="a"/></launch>', "unknown element 'lag'; known are: "),
        ('<launch><log message="a" if="1" unless="1"/></launch>', "both 'if' and 'unless'"),
        ('<launch><group scoped="perhaps"/></launch>', 'expected a boolean'),
        ('<launch><log message="$(nonsense a)"/></launch>', 'unknown substitution'),
        ('<launch><executable cmd="a" on_exit="go"/></launch>', "can be 'shutdown', not 'go'"),
        ('<robot/>', "is 'launch', got 'robot'"),
        ('<launch>', 'it is no XML'),
        ('<launch><for len="a" name="i"/></launch>', "the length 'a' is no whole number"),
        ('<launch><for_each values="a"/></launch>', "'a' is no set of values"),
        ('<launch><log message="$(for-var a)"/></launch>', "no loop around here has a value 'a'"),
    ],
)
def test_mistakes_in_xml_are_told(launch_text, text, message):
    result = launch_text(text)
    assert result.returncode == 1
    assert message in result.output


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('launch: {', 'it is no YAML'),
        ('launch: [log]', "an element is written as 'name: …', got 'log'"),
        ('launch: [{log: hello}]', "'log' holds attributes or a list of elements"),
    ],
)
def test_mistakes_in_yaml_are_told(launch_text, text, message):
    result = launch_text(text, 'yaml')
    assert result.returncode == 1
    assert message in result.output


def test_a_package_can_bring_its_own_actions_and_substitutions(launch_text, capfd, monkeypatch):
    monkeypatch.setattr('launch.frontend.expose.action_parsers', action_parsers)

    @expose_action('say')
    class Say(Action):
        def __init__(self, text):
            super().__init__()
            self.text = text

        @classmethod
        def parse(cls, entity, parser):
            return cls, {'text': parser.parse_substitution(entity.get_attr('text'))}

        def execute(self, context):
            print(context.perform_substitution(self.text), flush=True)

    @expose_substitution('louder')
    class Louder(Substitution):
        def __init__(self, text):
            self.text = text

        @classmethod
        def parse(cls, data):
            return cls, {'text': data[0]}

        def perform(self, context):
            return context.perform_substitution(self.text).upper()

    try:
        result = launch_text('<launch><say text="well $(louder done)"/></launch>')
    finally:
        del action_parsers['say'], substitution_parsers['louder']
    assert 'well DONE' in result.output
