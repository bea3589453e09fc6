package dev.upfront.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Against a gateway that asks for basic authentication on its gRPC port, as Camunda 8.8 and later do when they are told to. */
class SignInToEngineTests {

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("Authorization", Metadata.ASCII_STRING_MARSHALLER);

    private Server gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(new Topology()).intercept(new Guard("upfront", "pass:word")).build().start();
    }

    @AfterEach
    void stop() {
        gateway.shutdownNow();
    }

    @Test
    void signsInWithNameAndPassword() {
        try (var client = client(Map.of("username", "upfront", "password", "pass:word"))) {
            var topology = new Commands().send("asking", client.newTopologyRequest());
            assertThat(topology.getClusterSize()).isEqualTo(1);
        }
    }

    @Test
    void takesARefusedSignInForAnOutageAndSaysSo() {
        try (var client = client(Map.of("username", "upfront", "password", "wrong"))) {
            assertThatThrownBy(() -> new Commands().send("asking", client.newTopologyRequest()))
                    .isInstanceOfSatisfying(EngineUnavailable.class, refused -> assertThat(refused.refusesSignIn()).isTrue());
        }
    }

    @Test
    void sendsNoNameWhereNoneIsSet() {
        try (var client = client(Map.of())) {
            assertThatThrownBy(() -> client.newTopologyRequest().send().join())
                    .isInstanceOf(ClientStatusException.class).hasMessageContaining("Who are you?");
        }
    }

    @Test
    void wantsBothNameAndPasswordOrNeither() {
        assertThatThrownBy(() -> settings(Map.of("username", "upfront")))
                .rootCause().hasMessageContaining("UPFRONT_ENGINE_USERNAME and UPFRONT_ENGINE_PASSWORD");
    }

    private CamundaClient client(Map<String, String> signIn) {
        return new EngineClient().camundaClient(settings(signIn));
    }

    private EngineSettings settings(Map<String, String> signIn) {
        var source = new MapConfigurationPropertySource(signIn);
        source.put("grpc-address", URI.create("http://127.0.0.1:" + gateway.getPort()));
        return new Binder(source).bind("", EngineSettings.class).get();
    }

    private static final class Topology extends GatewayGrpc.GatewayImplBase {
        @Override
        public void topology(TopologyRequest request, StreamObserver<TopologyResponse> answer) {
            answer.onNext(TopologyResponse.newBuilder().setClusterSize(1).build());
            answer.onCompleted();
        }
    }

    private record Guard(String username, String password) implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            var expected = "Basic " + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
            if (expected.equals(headers.get(AUTHORIZATION))) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED.withDescription("Who are you?"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
