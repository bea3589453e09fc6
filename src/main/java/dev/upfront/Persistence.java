package dev.upfront;

import dev.upfront.booking.BookingId;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.ProviderId;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.client.ClientId;
import dev.upfront.credits.LotId;
import dev.upfront.dispute.DisputeId;
import dev.upfront.onboarding.StepId;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.payment.AttemptId;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.RefundId;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPeriodId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;

/** How typed ids and currencies stand in columns: an id as uuid, a currency as char(3). */
@Configuration
class Persistence {

    @Bean
    JdbcCustomConversions jdbcCustomConversions() {
        return new JdbcCustomConversions(Stream.of(
                        id(ProviderId.class, ProviderId::new, ProviderId::value),
                        id(OfferingId.class, OfferingId::new, OfferingId::value),
                        id(RetainerPlanId.class, RetainerPlanId::new, RetainerPlanId::value),
                        id(PackageOfferId.class, PackageOfferId::new, PackageOfferId::value),
                        id(LotId.class, LotId::new, LotId::value),
                        id(PackageSaleId.class, PackageSaleId::new, PackageSaleId::value),
                        id(ClientId.class, ClientId::new, ClientId::value),
                        id(BookingId.class, BookingId::new, BookingId::value),
                        id(PaymentId.class, PaymentId::new, PaymentId::value),
                        id(AttemptId.class, AttemptId::new, AttemptId::value),
                        id(DisputeId.class, DisputeId::new, DisputeId::value),
                        id(RefundId.class, RefundId::new, RefundId::value),
                        id(RetainerId.class, RetainerId::new, RetainerId::value),
                        id(RetainerPeriodId.class, RetainerPeriodId::new, RetainerPeriodId::value),
                        id(StepId.class, StepId::new, StepId::value),
                        pair(Currency.class, String.class, code -> Currency.getInstance(code.strip()), Currency::getCurrencyCode))
                .flatMap(List::stream).toList());
    }

    private static <T> List<GenericConverter> id(Class<T> type, Function<UUID, T> read, Function<T, UUID> write) {
        return pair(type, UUID.class, read, write);
    }

    private static <T, C> List<GenericConverter> pair(Class<T> type, Class<C> column, Function<C, T> read, Function<T, C> write) {
        return List.of(new Reading<>(column, type, read), new Writing<>(type, column, write));
    }

    @ReadingConverter
    private record Reading<C, T>(Class<C> column, Class<T> type, Function<C, T> read) implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(column, type));
        }

        @Override
        public Object convert(Object source, TypeDescriptor from, TypeDescriptor to) {
            return read.apply(column.cast(source));
        }
    }

    @WritingConverter
    private record Writing<T, C>(Class<T> type, Class<C> column, Function<T, C> write) implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(type, column));
        }

        @Override
        public Object convert(Object source, TypeDescriptor from, TypeDescriptor to) {
            return write.apply(type.cast(source));
        }
    }
}
