from aws_cdk import App, Duration, Environment, RemovalPolicy, Stack
from aws_cdk.aws_cloudwatch_actions import SnsAction
from aws_cdk.aws_dynamodb import Attribute, AttributeType, Table
from aws_cdk.aws_events_targets import SqsQueue
from aws_cdk.aws_iam import Role, ServicePrincipal
from aws_cdk.aws_kms import Key
from aws_cdk.aws_logs import RetentionDays
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue
from aws_cdk.aws_stepfunctions import LogLevel
from cdk_sales_data_pipeline import DuplicatePolicy, PipelineAlarm, RecordSchema, SalesDataPipeline, TableKey, TableKeyAttribute

# The same stacks are in ../typescript, ../java and ../go.
app = App()

minimal = SalesDataPipeline(Stack(app, "Minimal"), "Sales")
minimal.metric_dead_letters().create_alarm(minimal, "DeadLetters", threshold=1, evaluation_periods=1)
minimal.metric_rejected_records().create_alarm(minimal, "Rejected", threshold=100, evaluation_periods=1)

SalesDataPipeline(
    Stack(app, "SchemaFromObject"),
    "Sales",
    schema=RecordSchema.from_object(
        {
            "additionalProperties": True,
            "properties": {
                "currency": {"enum": ["EUR", "USD", "円"]},
                "express": {"default": False, "type": "boolean"},
                "id": {"maxLength": 20, "minLength": 1, "type": "string"},
                "total": {"minimum": 0.01, "multipleOf": 0.01, "type": "number"},
            },
            "required": ["id", "total", "currency"],
            "type": "object",
        }
    ),
)

SalesDataPipeline(
    Stack(app, "SchemaFromFile"),
    "Sales",
    schema=RecordSchema.from_file("order-schema.json", references=[RecordSchema.from_file("lines-schema.json")]),
)

SalesDataPipeline(
    Stack(app, "KeyAndSortKey"),
    "Sales",
    table_key=TableKey(
        partition_key=TableKeyAttribute(name="customer", pointers=["/customer/id", "/customerId"]),
        sort_key=TableKeyAttribute(name="order", type=AttributeType.NUMBER, pointers=["/order_id"]),
    ),
)

SalesDataPipeline(Stack(app, "DlqRetention"), "Sales", dlq_retention=Duration.days(7))

existing = Stack(app, "ExistingBucket")
SalesDataPipeline(
    existing,
    "Sales",
    bucket=Bucket.from_bucket_name(existing, "Files", "sales-files"),
    object_key_prefix="incoming/",
    object_key_suffix=".json",
)

everything = Stack(app, "Everything", env=Environment(account="111122223333", region="eu-central-1"))
pipeline = SalesDataPipeline(
    everything,
    "Sales",
    schema=RecordSchema.contact_and_order(),
    bucket=Bucket(everything, "Files", versioned=True),
    table=Table(everything, "Orders", partition_key=Attribute(name="orderId", type=AttributeType.STRING)),
    dead_letter_queue=Queue(everything, "DeadLetters", retention_period=Duration.days(3)),
    records_pointer="/data/orders",
    duplicate_policy=DuplicatePolicy.OVERWRITE,
    max_concurrency=3,
    encryption_key=Key(everything, "Key"),
    removal_policy=RemovalPolicy.DESTROY,
    log_retention=RetentionDays.ONE_WEEK,
    log_level=LogLevel.ALL,
    tracing_enabled=True,
)
clerk = Role(everything, "Clerk", assumed_by=ServicePrincipal("ec2.amazonaws.com"))
pipeline.grant_upload(clerk)
pipeline.grant_read_items(clerk)
pipeline.grant_correct(clerk)
results = Queue(everything, "Results")
pipeline.on_file_processed("Processed", target=SqsQueue(results))
pipeline.on_file_failed("Failed", target=SqsQueue(results), description="A file could not be processed")
page = SnsAction(Topic(everything, "Page"))
alarms = pipeline.add_alarms(
    actions=[page],
    ok_actions=[page],
    without=[PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED],
    dead_letters=5,
    rejected_percent=2.5,
    no_file_for=Duration.hours(12),
)
alarms.no_file.add_insufficient_data_action(page)
pipeline.add_dashboard(dashboard_name="Orders", default_interval=Duration.hours(6))
pipeline.metric_taken_keys(period=Duration.hours(1)).create_alarm(everything, "Taken", threshold=10, evaluation_periods=1)

app.synth()
