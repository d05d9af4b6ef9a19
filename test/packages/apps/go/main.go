package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatchactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/jsii-runtime-go"
	sales "github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline-go/cdksalesdatapipeline"
)

// The same stacks are in ../typescript, ../python and ../java.
func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack := func(name string) awscdk.Stack { return awscdk.NewStack(app, jsii.String(name), nil) }
	id := jsii.String("Sales")

	minimal := sales.NewSalesDataPipeline(stack("Minimal"), id, nil)
	minimal.MetricDeadLetters(nil).CreateAlarm(minimal, jsii.String("DeadLetters"), alarm(1))
	minimal.MetricRejectedRecords(nil).CreateAlarm(minimal, jsii.String("Rejected"), alarm(100))

	sales.NewSalesDataPipeline(stack("SchemaFromObject"), id, &sales.SalesDataPipelineProps{
		Schema: sales.RecordSchema_FromObject(&map[string]interface{}{
			"type":     "object",
			"required": []string{"id", "total", "currency"},
			"properties": map[string]interface{}{
				"id":       map[string]interface{}{"type": "string", "minLength": 1, "maxLength": 20},
				"total":    map[string]interface{}{"type": "number", "minimum": 0.01, "multipleOf": 0.01},
				"currency": map[string]interface{}{"enum": []string{"EUR", "USD", "円"}},
				"express":  map[string]interface{}{"type": "boolean", "default": false},
			},
			"additionalProperties": true,
		}, nil),
	})

	sales.NewSalesDataPipeline(stack("SchemaFromFile"), id, &sales.SalesDataPipelineProps{
		Schema: sales.RecordSchema_FromFile(jsii.String("order-schema.json"), &sales.RecordSchemaOptions{
			References: &[]sales.RecordSchema{sales.RecordSchema_FromFile(jsii.String("lines-schema.json"), nil)},
		}),
	})

	sales.NewSalesDataPipeline(stack("KeyAndSortKey"), id, &sales.SalesDataPipelineProps{
		TableKey: &sales.TableKey{
			PartitionKey: &sales.TableKeyAttribute{Name: jsii.String("customer"), Pointers: jsii.Strings("/customer/id", "/customerId")},
			SortKey:      &sales.TableKeyAttribute{Name: jsii.String("order"), Type: awsdynamodb.AttributeType_NUMBER, Pointers: jsii.Strings("/order_id")},
		},
	})

	sales.NewSalesDataPipeline(stack("DlqRetention"), id, &sales.SalesDataPipelineProps{DlqRetention: awscdk.Duration_Days(jsii.Number(7))})

	existing := stack("ExistingBucket")
	sales.NewSalesDataPipeline(existing, id, &sales.SalesDataPipelineProps{
		Bucket:          awss3.Bucket_FromBucketName(existing, jsii.String("Files"), jsii.String("sales-files")),
		ObjectKeyPrefix: jsii.String("incoming/"),
		ObjectKeySuffix: jsii.String(".json"),
	})

	everything := awscdk.NewStack(app, jsii.String("Everything"), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("eu-central-1")},
	})
	pipeline := sales.NewSalesDataPipeline(everything, id, &sales.SalesDataPipelineProps{
		Schema: sales.RecordSchema_ContactAndOrder(),
		Bucket: awss3.NewBucket(everything, jsii.String("Files"), &awss3.BucketProps{Versioned: jsii.Bool(true)}),
		Table: awsdynamodb.NewTable(everything, jsii.String("Orders"), &awsdynamodb.TableProps{
			PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("orderId"), Type: awsdynamodb.AttributeType_STRING},
		}),
		DeadLetterQueue: awssqs.NewQueue(everything, jsii.String("DeadLetters"), &awssqs.QueueProps{RetentionPeriod: awscdk.Duration_Days(jsii.Number(3))}),
		RecordsPointer:  jsii.String("/data/orders"),
		DuplicatePolicy: sales.DuplicatePolicy_OVERWRITE,
		MaxConcurrency:  jsii.Number(3),
		EncryptionKey:   awskms.NewKey(everything, jsii.String("Key"), nil),
		RemovalPolicy:   awscdk.RemovalPolicy_DESTROY,
		LogRetention:    awslogs.RetentionDays_ONE_WEEK,
		LogLevel:        awsstepfunctions.LogLevel_ALL,
		TracingEnabled:  jsii.Bool(true),
	})
	clerk := awsiam.NewRole(everything, jsii.String("Clerk"), &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(jsii.String("ec2.amazonaws.com"), nil)})
	pipeline.GrantUpload(clerk)
	pipeline.GrantReadItems(clerk)
	pipeline.GrantCorrect(clerk)
	results := awssqs.NewQueue(everything, jsii.String("Results"), nil)
	pipeline.OnFileProcessed(jsii.String("Processed"), &awsevents.OnEventOptions{Target: awseventstargets.NewSqsQueue(results, nil)})
	pipeline.OnFileFailed(jsii.String("Failed"), &awsevents.OnEventOptions{
		Target: awseventstargets.NewSqsQueue(results, nil), Description: jsii.String("A file could not be processed"),
	})
	page := awscloudwatchactions.NewSnsAction(awssns.NewTopic(everything, jsii.String("Page"), nil))
	alarms := pipeline.AddAlarms(&sales.PipelineAlarmsOptions{
		Actions:         &[]awscloudwatch.IAlarmAction{page},
		OkActions:       &[]awscloudwatch.IAlarmAction{page},
		Without:         &[]sales.PipelineAlarm{sales.PipelineAlarm_FAN_OUT_WORKFLOW_ABORTED},
		DeadLetters:     jsii.Number(5),
		RejectedPercent: jsii.Number(2.5),
		NoFileFor:       awscdk.Duration_Hours(jsii.Number(12)),
	})
	alarms.NoFile.AddInsufficientDataAction(page)
	pipeline.AddDashboard(&sales.PipelineDashboardOptions{DashboardName: jsii.String("Orders"), DefaultInterval: awscdk.Duration_Hours(jsii.Number(6))})
	pipeline.MetricTakenKeys(&awscloudwatch.MetricOptions{Period: awscdk.Duration_Hours(jsii.Number(1))}).
		CreateAlarm(everything, jsii.String("Taken"), alarm(10))

	app.Synth(nil)
}

func alarm(threshold float64) *awscloudwatch.CreateAlarmOptions {
	return &awscloudwatch.CreateAlarmOptions{Threshold: jsii.Number(threshold), EvaluationPeriods: jsii.Number(1)}
}
