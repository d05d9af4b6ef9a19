"""What MiniStack's Step Functions lacks in a Distributed Map."""

from ministack.services import stepfunctions


def tell_children_who_they_are():
    """A child is an execution of its own: its context object tells of it, and not of the parent."""
    run_sub_machine = stepfunctions._run_sub_machine

    def run_with_own_context(states, start_at, input_data, execution, ctx):
        if execution.get("mapRunArn") and ctx["Execution"]["Id"] != execution["executionArn"]:
            child = {"Id": execution["executionArn"], "Name": execution["name"], "StartTime": execution["startDate"], "Input": input_data}
            ctx = {**ctx, "Execution": {**ctx["Execution"], **child}}
        return run_sub_machine(states, start_at, input_data, execution, ctx)

    stepfunctions._run_sub_machine = run_with_own_context
