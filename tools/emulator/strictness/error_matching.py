"""Which errors a retrier or a catcher matches."""

from ministack.services import stepfunctions

from .around import around

# States.ALL leaves out what the Developer Guide says it does; AWS was once seen to be more lenient with States.DataLimitExceeded.
NEVER = {"States.Runtime"}
NOT_BY_ALL = {"States.DataLimitExceeded"}
NOT_BY_TASK_FAILED = {"States.Timeout", "States.QueryEvaluationError"}


class EndOfExecution(str):
    """The name of an error that ends the execution, whatever its states catch."""


def install():
    @around(stepfunctions, "_error_matches")
    def matches(_, names, error):
        if error in NEVER or isinstance(error, EndOfExecution):
            return False
        return (error in names
                or ("States.ALL" in names and error not in NOT_BY_ALL)
                or ("States.TaskFailed" in names and error not in NOT_BY_TASK_FAILED))
