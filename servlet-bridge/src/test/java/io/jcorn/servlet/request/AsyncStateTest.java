package io.jcorn.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.Service;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncStateTest {
    private final TestContext context = new TestContext();
    private final MemoryExchange exchange = MemoryExchange.get("/app/servlet/info");
    private final BridgeRequest request = context.request(exchange);
    private final List<String> heard = new ArrayList<>();

    /** Notes what it hears and does on it what a test wants. */
    private class Recorder implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            heard.add("complete");
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            heard.add("timeout");
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            heard.add("error " + event.getThrowable().getMessage());
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            heard.add("start");
        }
    }

    private AsyncContext start() {
        AsyncContext async = request.startAsync();
        async.addListener(new Recorder());
        return async;
    }

    private void assertFinishedOnce() {
        assertThat(exchange.finishes()).isEqualTo(1);
        assertThat(exchange.aborts()).isZero();
        assertThat(context.destroyed).hasValue(1);
    }

    @Test
    void aRequestThatIsNotAsyncEndsWhenTheContainerLeaves() throws IOException {
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(context.destroyed).hasValue(1);
        assertThat(exchange.finishes()).isZero();
    }

    @Test
    void completeWithinTheServletTakesEffectWhenItReturns() throws IOException {
        start().complete();
        assertThat(request.isAsyncStarted()).isTrue();
        assertThat(heard).isEmpty();
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(heard).containsExactly("complete");
        assertThat(exchange.finishes()).isZero();
        assertThat(context.destroyed).hasValue(1);
        assertThat(request.isAsyncStarted()).isFalse();
    }

    @Test
    void completeAfterTheServletFinishesTheExchange() throws IOException {
        AsyncContext async = start();
        assertThat(request.leave()).isEqualTo(Service.Outcome.SUSPENDED);
        assertThat(request.isAsyncStarted()).isTrue();
        async.getResponse().getWriter().print("late");
        async.complete();
        assertThat(heard).containsExactly("complete");
        assertThat(exchange.response().text(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("late");
        assertFinishedOnce();
    }

    @Test
    void aSecondCompleteIsRefused() throws IOException {
        AsyncContext async = start();
        async.complete();
        assertThatThrownBy(async::complete).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(async::dispatch).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(async::getRequest).isInstanceOf(IllegalStateException.class);
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThatThrownBy(async::complete).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void startAsyncTwiceInOneDispatchIsRefused() {
        start();
        assertThatThrownBy(request::startAsync).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void startAsyncNeedsSupport() {
        context.asyncSupported = false;
        assertThat(request.isAsyncSupported()).isFalse();
        assertThatThrownBy(request::startAsync).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFilterWithoutSupportBlocksStartAsync() {
        request.blockAsync();
        assertThatThrownBy(request::startAsync).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listenersAndTimeoutCanOnlyBeSetWhileTheServletRuns() throws IOException {
        AsyncContext async = start();
        async.setTimeout(5);
        request.leave();
        assertThatThrownBy(() -> async.setTimeout(6)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> async.addListener(new Recorder())).isInstanceOf(IllegalStateException.class);
        assertThat(async.getTimeout()).isEqualTo(5);
    }

    @Test
    void dispatchWithinTheServletRunsTheTargetWhenItReturns() throws IOException {
        context.target = (r, path) -> {
            assertThat(r.isAsyncStarted()).isFalse();
            r.response().getWriter().print("target");
        };
        start().dispatch("/other");
        assertThat(request.isAsyncStarted()).isTrue();
        assertThat(context.dispatchedPaths).isEmpty();
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(context.dispatchedPaths).containsExactly("/other");
        assertThat(heard).containsExactly("complete");
    }

    @Test
    void dispatchAfterTheServletRunsTheTargetOnARequestThread() throws IOException {
        AsyncContext async = start();
        request.leave();
        async.dispatch("/other");
        assertThat(context.dispatchedPaths).isEmpty();
        assertThat(exchange.runTasks()).isEqualTo(1);
        assertThat(context.dispatchedPaths).containsExactly("/other");
        assertFinishedOnce();
    }

    @Test
    void dispatchWithoutAPathGoesWhereTheGivenRequestIs() throws IOException {
        AsyncContext async = request.startAsync(request, request.response());
        assertThat(async.hasOriginalRequestAndResponse()).isTrue();
        async.dispatch();
        request.leave();
        assertThat(context.dispatchedPaths).containsExactly("/servlet/info");
    }

    @Test
    void dispatchWithoutAPathGoesWhereTheContainerWas() throws IOException {
        start().dispatch();
        request.leave();
        assertThat(context.dispatchedPaths).containsExactly((String) null);
    }

    @Test
    void aTargetMayStartAnotherCycle() throws IOException {
        List<AsyncContext> second = new ArrayList<>();
        context.target = (r, path) -> second.add(r.startAsync());
        AsyncContext first = start();
        first.dispatch("/again");
        assertThat(request.leave()).isEqualTo(Service.Outcome.SUSPENDED);
        assertThat(second).containsExactly(first);
        assertThat(heard).containsExactly("start");
        assertThat(request.isAsyncStarted()).isTrue();
        first.complete();
        // the first cycle's listener is gone
        assertThat(heard).containsExactly("start");
        assertFinishedOnce();
    }

    @Test
    void theTimeoutStartsWhenTheServletReturns() throws IOException {
        start().setTimeout(1234);
        assertThat(exchange.timeoutAfter()).isNull();
        request.leave();
        assertThat(exchange.timeoutAfter()).isEqualTo(Duration.ofMillis(1234));
    }

    @Test
    void thirtySecondsAreTheDefaultAndZeroIsNone() throws IOException {
        assertThat(start().getTimeout()).isEqualTo(30_000);
        request.getAsyncContext().setTimeout(0);
        request.leave();
        assertThat(exchange.timeoutAfter()).isNull();
    }

    @Test
    void aTimeoutThatNobodyHandlesMakesAnErrorPageAndCompletes() throws IOException {
        start();
        request.leave();
        exchange.passTimeout();
        exchange.runTasks();
        assertThat(heard).containsExactly("timeout", "complete");
        assertThat(context.errors).containsExactly((Throwable) null);
        assertFinishedOnce();
    }

    @Test
    void aListenerMayCompleteOnTimeout() throws IOException {
        start().addListener(new Recorder() {
            @Override
            public void onTimeout(AsyncEvent event) throws IOException {
                event.getAsyncContext().getResponse().getWriter().print("sorry");
                event.getAsyncContext().complete();
            }
        });
        request.leave();
        exchange.passTimeout();
        exchange.runTasks();
        assertThat(context.errors).isEmpty();
        assertThat(heard).containsExactly("timeout", "complete", "complete");
        assertFinishedOnce();
    }

    @Test
    void aListenerMayDispatchOnTimeout() throws IOException {
        start().addListener(new Recorder() {
            @Override
            public void onTimeout(AsyncEvent event) {
                event.getAsyncContext().dispatch("/timeout");
            }
        });
        request.leave();
        exchange.passTimeout();
        exchange.runTasks();
        assertThat(context.dispatchedPaths).containsExactly("/timeout");
        assertFinishedOnce();
    }

    @Test
    void aTimeoutOfACycleThatIsOverIsNone() throws IOException {
        context.target = (r, path) -> r.startAsync().setTimeout(0);
        AsyncContext async = start();
        request.leave();
        exchange.passTimeout(); // its task waits
        async.dispatch("/next");
        exchange.runTasks();
        assertThat(heard).containsExactly("start");
        assertThat(exchange.finishes()).isZero();
    }

    @Test
    void whatTheServletThrowsGoesToListenersThenToTheErrorPage() throws IOException {
        start();
        request.asyncState().failed(new IOException("boom"));
        assertThat(heard).isEmpty();
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(heard).containsExactly("error boom", "complete");
        assertThat(context.errors).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void whatTheTargetThrowsGoesToTheListenersOfTheCycleThatLedThere() throws IOException {
        context.target = (r, path) -> {
            throw new IllegalArgumentException("target");
        };
        start().dispatch("/bad");
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(heard).containsExactly("error target", "complete");
        assertThat(context.errors).hasSize(1);
        assertThat(context.destroyed).hasValue(1);
    }

    @Test
    void aListenerMayDispatchOnError() throws IOException {
        context.target = (r, path) -> r.response().getWriter().print(path);
        start().addListener(new Recorder() {
            @Override
            public void onError(AsyncEvent event) {
                event.getAsyncContext().dispatch("/error");
            }
        });
        request.asyncState().failed(new IOException("boom"));
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(context.errors).isEmpty();
        assertThat(context.dispatchedPaths).containsExactly("/error");
    }

    @Test
    void anErrorBehindACommittedResponseBreaksTheConnectionOff() throws IOException {
        start();
        request.response().flushBuffer();
        request.asyncState().failed(new IOException("boom"));
        assertThat(request.leave()).isEqualTo(Service.Outcome.SUSPENDED);
        assertThat(exchange.aborts()).isEqualTo(1);
        assertThat(exchange.finishes()).isZero();
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheOthersFromHearing() throws IOException {
        AsyncContext async = request.startAsync();
        async.addListener(new Recorder() {
            @Override
            public void onComplete(AsyncEvent event) {
                throw new IllegalStateException("listener");
            }
        });
        async.addListener(new Recorder());
        async.complete();
        request.leave();
        assertThat(heard).containsExactly("complete");
    }

    @Test
    void aListenerGetsAtTheRequestWhenItIsToldOfTheEndAndNotLater() throws IOException {
        AsyncContext async = request.startAsync();
        async.addListener(new Recorder() {
            @Override
            public void onComplete(AsyncEvent event) {
                heard.add(event.getAsyncContext().getRequest() == request ? "request" : "another");
                heard.add(event.getAsyncContext().getResponse() == request.response() ? "response" : "another");
            }
        });
        async.complete();
        request.leave();
        assertThat(heard).containsExactly("request", "response");
        assertThatThrownBy(async::getRequest).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(async::getResponse).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theErrorPageMayComplete() throws IOException {
        AsyncContext async = start();
        context.onError = async::complete;
        request.leave();
        exchange.passTimeout();
        exchange.runTasks();
        assertFinishedOnce();
    }
}
