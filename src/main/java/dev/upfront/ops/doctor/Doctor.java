package dev.upfront.ops.doctor;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** Examines the installation; changes nothing and moves no money. What is slow is asked at the same time, and nothing is waited for longer than some seconds. */
@Service
public class Doctor {

    /** One examination; what it throws is a diagnosis, too. */
    private record Examination(String subject, Callable<List<Diagnosis>> ask) {
    }

    private final List<Examination> examinations;

    Doctor(DatabaseExamination database, EngineExamination engine, StripeExamination stripe, MailExamination mail, InstallationExamination installation,
            BooksExamination books) {
        examinations = List.of(
                new Examination("Database", database::examine),
                new Examination("Engine", engine::examine),
                new Examination("Stripe", stripe::examine),
                new Examination("Mail", mail::examine),
                new Examination("Installation", installation::examine),
                new Examination("Reconciliation", books::examine));
    }

    /** In a fixed order: what other things need comes first. */
    public List<Diagnosis> examine() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var underWay = examinations.stream().map(examination -> threads.submit(examination.ask())).toList();
            return IntStream.range(0, underWay.size())
                    .mapToObj(number -> result(examinations.get(number).subject(), underWay.get(number)))
                    .flatMap(List::stream).toList();
        }
    }

    private static List<Diagnosis> result(String subject, Future<List<Diagnosis>> examination) {
        try {
            return examination.get();
        } catch (ExecutionException failed) {
            return List.of(Diagnosis.broken(subject, "It could not be examined: " + failed.getCause().getMessage() + ".", "Look into the log for the cause, then ask again."));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
