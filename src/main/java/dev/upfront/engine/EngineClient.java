package dev.upfront.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The plain Zeebe client over gRPC; handlers run on virtual threads, so that one slow Stripe call stops no other job. */
@Configuration
class EngineClient {

    /** {@link Engine} closes it. */
    @Bean(destroyMethod = "")
    CamundaClient camundaClient(EngineSettings settings) {
        var client = CamundaClient.newClientBuilder()
                .preferRestOverGrpc(false)
                .grpcAddress(settings.grpcAddress())
                .jobHandlingExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory()), true);
        if (settings.signsIn()) {
            client.credentialsProvider(CredentialsProvider.newBasicAuthCredentialsProviderBuilder()
                    .username(settings.username())
                    .password(settings.password())
                    .build());
        }
        return client.build();
    }
}
