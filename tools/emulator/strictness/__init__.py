"""Makes the emulator refuse what AWS refuses. docs/emulator.md has the facts, their sources, and what cannot be had."""

from . import (
    call_permissions,
    condition_keys,
    dead_letters_of_rules,
    error_matching,
    execution_limits,
    expression_functions,
    expression_names,
    expression_results,
    json_paths,
    lambda_answers,
    nested_executions,
    payload_limit,
    sdk_integrations,
    task_timeout,
)

MODULES = (
    payload_limit,
    json_paths,
    expression_names,
    expression_functions,
    expression_results,
    error_matching,
    task_timeout,
    execution_limits,
    sdk_integrations,
    nested_executions,
    lambda_answers,
    dead_letters_of_rules,
    condition_keys,
    call_permissions,
)


def refuse_what_aws_refuses():
    for module in MODULES:
        module.install()
