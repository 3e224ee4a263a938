package io.jcorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostTest {
    private static final long QUICK = 10_000;
    private static final long SLOW = 20_000_000;
    private final Cost cost = new Cost();

    private void take(long nanos, int times) {
        for (int i = 0; i < times; i++) {
            cost.took(nanos);
        }
    }

    @Test
    void aNewMappingIsSlowUntilItHasProvedQuick() {
        assertThat(cost.isQuick()).isFalse();
        take(QUICK, 1);
        assertThat(cost.isQuick()).isFalse();
        take(QUICK, 30);
        assertThat(cost.isQuick()).isTrue();
    }

    @Test
    void aMappingThatBecomesSlowLeavesTheLoop() {
        take(QUICK, 100);
        take(SLOW, 5);
        assertThat(cost.isQuick()).isFalse();
    }

    @Test
    void aRareOverstayIsForgiven() {
        take(QUICK, 300);
        for (int i = 0; i < 50; i++) {
            cost.overstayed();
            take(QUICK, 150);
            assertThat(cost.isQuick()).isTrue();
        }
    }

    @Test
    void whatIsSlowMayBeShortStill() {
        assertThat(cost.isShort()).isFalse();
        take(SLOW / 4, 30);
        assertThat(cost.isQuick()).isFalse();
        assertThat(cost.isShort()).isTrue();
    }

    @Test
    void aMappingWithLongCallsIsNotShort() {
        take(QUICK, 100);
        take(SLOW, 1);
        assertThat(cost.isShort()).isTrue();
        take(SLOW, 1);
        assertThat(cost.isShort()).isFalse();
        take(QUICK, 100);
        assertThat(cost.isShort()).isTrue();
    }

    @Test
    void oftenerThanOneInAHundredIsNot() {
        take(QUICK, 300);
        for (int i = 0; i < 10; i++) {
            cost.overstayed();
            take(QUICK, 50);
        }
        assertThat(cost.isQuick()).isFalse();
        take(QUICK, 300);
        assertThat(cost.isQuick()).isTrue();
    }
}
