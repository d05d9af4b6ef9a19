import io.github.cdksalesdatapipeline.DuplicatePolicy;
import io.github.cdksalesdatapipeline.PipelineAlarm;
import io.github.cdksalesdatapipeline.PipelineAlarms;
import io.github.cdksalesdatapipeline.PipelineAlarmsOptions;
import io.github.cdksalesdatapipeline.PipelineDashboardOptions;
import io.github.cdksalesdatapipeline.RecordSchema;
import io.github.cdksalesdatapipeline.RecordSchemaOptions;
import io.github.cdksalesdatapipeline.SalesDataPipeline;
import io.github.cdksalesdatapipeline.TableKey;
import io.github.cdksalesdatapipeline.TableKeyAttribute;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.LogLevel;

/** The same stacks are in ../typescript, ../python and ../go. */
public class PipelinesApp {
    public static void main(String[] args) {
        App app = new App();

        SalesDataPipeline minimal = new SalesDataPipeline(new Stack(app, "Minimal"), "Sales");
        minimal.metricDeadLetters().createAlarm(minimal, "DeadLetters", CreateAlarmOptions.builder().threshold(1).evaluationPeriods(1).build());
        minimal.metricRejectedRecords().createAlarm(minimal, "Rejected", CreateAlarmOptions.builder().threshold(100).evaluationPeriods(1).build());

        SalesDataPipeline.Builder.create(new Stack(app, "SchemaFromObject"), "Sales")
            .schema(RecordSchema.fromObject(inOrder(
                "additionalProperties", true,
                "properties", inOrder(
                    "currency", inOrder("enum", Arrays.asList("EUR", "USD", "円")),
                    "express", inOrder("default", false, "type", "boolean"),
                    "id", inOrder("maxLength", 20, "minLength", 1, "type", "string"),
                    "total", inOrder("minimum", 0.01, "multipleOf", 0.01, "type", "number")),
                "required", List.of("id", "total", "currency"),
                "type", "object")))
            .build();

        SalesDataPipeline.Builder.create(new Stack(app, "SchemaFromFile"), "Sales")
            .schema(RecordSchema.fromFile("order-schema.json", RecordSchemaOptions.builder()
                .references(List.of(RecordSchema.fromFile("lines-schema.json")))
                .build()))
            .build();

        SalesDataPipeline.Builder.create(new Stack(app, "KeyAndSortKey"), "Sales")
            .tableKey(TableKey.builder()
                .partitionKey(TableKeyAttribute.builder().name("customer").pointers(List.of("/customer/id", "/customerId")).build())
                .sortKey(TableKeyAttribute.builder().name("order").type(AttributeType.NUMBER).pointers(List.of("/order_id")).build())
                .build())
            .build();

        SalesDataPipeline.Builder.create(new Stack(app, "DlqRetention"), "Sales").dlqRetention(Duration.days(7)).build();

        Stack existing = new Stack(app, "ExistingBucket");
        SalesDataPipeline.Builder.create(existing, "Sales")
            .bucket(Bucket.fromBucketName(existing, "Files", "sales-files"))
            .objectKeyPrefix("incoming/")
            .objectKeySuffix(".json")
            .build();

        Stack everything = new Stack(app, "Everything", StackProps.builder()
            .env(Environment.builder().account("111122223333").region("eu-central-1").build())
            .build());
        SalesDataPipeline pipeline = SalesDataPipeline.Builder.create(everything, "Sales")
            .schema(RecordSchema.contactAndOrder())
            .bucket(Bucket.Builder.create(everything, "Files").versioned(true).build())
            .table(Table.Builder.create(everything, "Orders")
                .partitionKey(Attribute.builder().name("orderId").type(AttributeType.STRING).build())
                .build())
            .deadLetterQueue(Queue.Builder.create(everything, "DeadLetters").retentionPeriod(Duration.days(3)).build())
            .recordsPointer("/data/orders")
            .duplicatePolicy(DuplicatePolicy.OVERWRITE)
            .maxConcurrency(3)
            .encryptionKey(new Key(everything, "Key"))
            .removalPolicy(RemovalPolicy.DESTROY)
            .logRetention(RetentionDays.ONE_WEEK)
            .logLevel(LogLevel.ALL)
            .tracingEnabled(true)
            .build();
        Role clerk = Role.Builder.create(everything, "Clerk").assumedBy(new ServicePrincipal("ec2.amazonaws.com")).build();
        pipeline.grantUpload(clerk);
        pipeline.grantReadItems(clerk);
        pipeline.grantCorrect(clerk);
        Queue results = new Queue(everything, "Results");
        pipeline.onFileProcessed("Processed", OnEventOptions.builder().target(new SqsQueue(results)).build());
        pipeline.onFileFailed("Failed", OnEventOptions.builder()
            .target(new SqsQueue(results))
            .description("A file could not be processed")
            .build());
        SnsAction page = new SnsAction(new Topic(everything, "Page"));
        PipelineAlarms alarms = pipeline.addAlarms(PipelineAlarmsOptions.builder()
            .actions(List.of(page))
            .okActions(List.of(page))
            .without(List.of(PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED))
            .deadLetters(5)
            .rejectedPercent(2.5)
            .noFileFor(Duration.hours(12))
            .build());
        alarms.getNoFile().addInsufficientDataAction(page);
        pipeline.addDashboard(PipelineDashboardOptions.builder().dashboardName("Orders").defaultInterval(Duration.hours(6)).build());
        pipeline.metricTakenKeys(MetricOptions.builder().period(Duration.hours(1)).build())
            .createAlarm(everything, "Taken", CreateAlarmOptions.builder().threshold(10).evaluationPeriods(1).build());

        app.synth();
    }

    /** The order of a schema's members shows in the code that it is compiled to, and so in the asset's hash. */
    private static Map<String, Object> inOrder(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }
}
