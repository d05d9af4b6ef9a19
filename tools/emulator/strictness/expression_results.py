"""What an expression gives: JSON, a boolean where it is a condition."""

from ministack.services import stepfunctions

from .around import around


def install():
    @around(stepfunctions, "_evaluate_jsonata")
    def evaluate(original, expression, *args, **kwargs):
        result = original(expression, *args, **kwargs)
        if not is_json(result):
            raise stepfunctions._ExecutionError(
                "States.QueryEvaluationError", f"The JSONata expression '{expression}' returned an unsupported result type.")
        return result

    @around(stepfunctions, "_evaluate_jsonata_choice_rule")
    def evaluate_condition(_, rule, raw_input, ctx):
        return stepfunctions._jsonata_state_field(rule, "Condition", "boolean", raw_input, ctx)


def is_json(value):
    if isinstance(value, dict):
        return all(is_json(member) for member in value.values())
    if isinstance(value, list):
        return all(is_json(item) for item in value)
    return value is None or isinstance(value, (bool, int, float, str))
