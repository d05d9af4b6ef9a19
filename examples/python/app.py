from aws_cdk import App, CfnOutput, RemovalPolicy, Stack
from aws_cdk.aws_events_targets import SqsQueue
from aws_cdk.aws_sqs import Queue, QueueEncryption
from cdk_sales_data_pipeline import SalesDataPipeline

from pipeline_props import pipeline_props

app = App()
stack = Stack(app, "SalesDataPipelineExample")

pipeline = SalesDataPipeline(stack, "Sales", **pipeline_props(app), removal_policy=RemovalPolicy.DESTROY)

# What came of each file, as it happens.
results = Queue(stack, "Results", encryption=QueueEncryption.SQS_MANAGED, enforce_ssl=True)
pipeline.on_file_processed("Processed", target=SqsQueue(results))
pipeline.on_file_failed("Failed", target=SqsQueue(results))

CfnOutput(stack, "BucketName", value=pipeline.bucket.bucket_name)
CfnOutput(stack, "TableName", value=pipeline.table.table_name)
CfnOutput(stack, "DeadLetterQueueUrl", value=pipeline.dead_letter_queue.queue_url)
CfnOutput(stack, "HistoryTableName", value=pipeline.history_table.table_name)
CfnOutput(stack, "ResultsQueueUrl", value=results.queue_url)
CfnOutput(stack, "FileWorkflowArn", value=pipeline.file_workflow.state_machine_arn)
CfnOutput(stack, "FanOutWorkflowArn", value=pipeline.fan_out_workflow.state_machine_arn)

app.synth()
