package dev.upfront.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that takes every mail, counts it and throws it away, so that it costs next to nothing. */
final class MailSink implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger taken = new AtomicInteger();

    MailSink() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int taken() {
        return taken.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket; var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(socket, "220 ready");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var word = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (word) {
                    case "DATA" -> {
                        say(socket, "354 go on");
                        while (!".".equals(lines.readLine())) {
                            // thrown away
                        }
                        taken.incrementAndGet();
                        say(socket, "250 taken");
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 yes");
                }
            }
        } catch (IOException gone) {
            // the sender tries again
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
