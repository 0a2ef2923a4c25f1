# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Install lavla_training with pip or as an ament_python package with colcon."""

from setuptools import find_packages, setup

PACKAGE = 'lavla_training'

setup(
    name=PACKAGE,
    version='0.1.0',
    description='Offline training of latent-action policies.',
    author='The LaVLA Authors',
    maintainer='The LaVLA Authors',
    maintainer_email='maintainers@lavla.example',
    license='Apache-2.0',
    # Said out loud so that an editable install is a plain path, which static tools understand.
    package_dir={'': '.'},
    packages=find_packages(include=[PACKAGE, f'{PACKAGE}.*']),
    data_files=[
        ('share/ament_index/resource_index/packages', [f'resource/{PACKAGE}']),
        (f'share/{PACKAGE}', ['package.xml']),
    ],
    install_requires=['setuptools'],
    zip_safe=True,
    entry_points={'console_scripts': ['lavla-train = lavla_training.cli.main:main']},
)
