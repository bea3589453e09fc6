package dev.upfront.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small TCP proxy on loopback between the application and something it talks to: it can delay, reset, go silent, and hold the bytes at a
 * {@link Trap}, so that a process can be killed at an exact point of a conversation.
 */
public final class Proxy implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final String name;
    private volatile int target;
    private final ServerSocket server;
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable Trap trap;
    private volatile boolean frozen;
    private volatile Consumer<String> listener = request -> { };

    /** @param target the port on loopback that everything is passed on to; nobody needs to listen there yet */
    public Proxy(String name, int target) {
        this.name = name;
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofPlatform().daemon().name("proxy-" + name).start(this::accept);
    }

    /** What stands behind it. */
    public String name() {
        return name;
    }

    /** What the application is given instead of the target's port. */
    public int port() {
        return server.getLocalPort();
    }

    /** New connections are passed on to another port from now on. */
    public void redirect(int port) {
        target = port;
    }

    /** Every chunk of bytes, in both directions, takes that long from now on. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Breaks every connection, as a firewall that was restarted does. New ones work. */
    public void reset() {
        conversations.forEach(Conversation::reset);
    }

    /** Existing connections stay open and nothing comes through them any more, in either direction; nobody is told. New ones work. */
    public void halfOpen() {
        conversations.forEach(conversation -> conversation.silent = true);
    }

    /** Nothing that the application sends gets through until {@link #thaw}. */
    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** Sets a trap for the next conversation that comes to its point; at most one at a time. */
    public void set(@Nullable Trap next) {
        trap = next;
    }

    /** Is told every chunk that the application sends. */
    public void listen(Consumer<String> told) {
        listener = told;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            client.setTcpNoDelay(true);
            var upstream = new Socket();
            upstream.setTcpNoDelay(true);
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            var conversation = new Conversation(client, upstream);
            conversations.add(conversation);
            Thread.ofVirtual().name(name + "-asks").start(() -> conversation.pump(client, upstream, true));
            Thread.ofVirtual().name(name + "-answers").start(() -> conversation.pump(upstream, client, false));
        } catch (IOException nobodyThere) {
            closeHard(client);
        }
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    private static void closeHard(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // closed is closed
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException gone) {
            // closed is closed
        }
        thaw();
        reset();
    }

    /** One connection of the application and the one made for it. */
    private final class Conversation {

        private final Socket client;
        private final Socket upstream;
        private volatile boolean silent;
        private volatile Trap.@Nullable Walk walk;

        private Conversation(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        private void pump(Socket from, Socket to, boolean asking) {
            try (from; to) {
                var buffer = new byte[CHUNK];
                for (int length; (length = from.getInputStream().read(buffer)) >= 0;) {
                    if (!delay.isZero()) {
                        Thread.sleep(delay);
                    }
                    var goesOn = asking ? asked(buffer, length) : answered();
                    if (silent) {
                        continue;
                    }
                    if (!goesOn) {
                        break;
                    }
                    to.getOutputStream().write(buffer, 0, length);
                    if (!asking) {
                        answerWasGiven();
                    }
                }
            } catch (IOException gone) {
                // the other direction notices as well
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                conversations.remove(this);
            }
        }

        /** @return whether the bytes are passed on */
        private boolean asked(byte[] buffer, int length) throws InterruptedException {
            if (frozen) {
                awaitThaw();
            }
            var request = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            listener.accept(request);
            var set = trap;
            if (set == null) {
                walk = null;
                return true;
            }
            var mine = walk;
            if (mine == null || !mine.of(set)) {
                mine = set.walk();
                walk = mine;
            }
            return mine.asked(request);
        }

        private boolean answered() throws InterruptedException {
            var mine = walk;
            return mine == null || mine.answered();
        }

        private void answerWasGiven() throws InterruptedException {
            var mine = walk;
            if (mine != null) {
                mine.answerWasGiven();
            }
        }

        private void reset() {
            closeHard(client);
            closeHard(upstream);
        }
    }
}
