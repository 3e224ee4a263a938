package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Cost;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeadTest {
    private final AtomicInteger found = new AtomicInteger();
    private final Lead lead = new Lead(found::incrementAndGet);

    @Test
    void aLeaderThatComesBackInTimeLeadsOn() {
        lead.begin();
        long entered = lead.enter(null);
        assertThat(lead.leave(entered)).isTrue();
        assertThat(lead.take(entered)).isFalse();
        assertThat(found).hasValue(0);
    }

    @Test
    void aLeaderThatOverstaysLosesTheLead() {
        lead.begin();
        long entered = lead.enter(null);
        assertThat(lead.take(lead.seen())).isTrue();
        assertThat(found).hasValue(1);
        assertThat(lead.leave(entered)).isFalse();
    }

    @Test
    void whoOverstaysIsToldAtOnce() {
        Cost cost = new Cost();
        for (int i = 0; i < 100; i++) {
            cost.took(1);
        }
        assertThat(cost.isQuick()).isTrue();
        lead.begin();
        lead.take(lead.enter(cost));
        lead.begin();
        lead.take(lead.enter(cost));
        assertThat(cost.isQuick()).isFalse();
    }

    @Test
    void theOldLeaderCannotTakeTheLeadOfTheNew() {
        lead.begin();
        long old = lead.enter(null);
        lead.take(old);
        lead.begin();
        long entered = lead.enter(null);
        assertThat(lead.take(old)).isFalse();
        assertThat(lead.leave(old)).isFalse();
        assertThat(lead.leave(entered)).isTrue();
    }

    @Test
    void nobodyTakesALeadThatIsNotInARequest() {
        lead.begin();
        assertThat(lead.take(lead.seen())).isFalse();
    }
}
