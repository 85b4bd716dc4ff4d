package dev.jari.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs several calls so that only one moves at a time, and changes over only where one of them goes to SQL or Redis: which one goes on is
 * drawn. Everything in between is the real thing, so that a schedule is a real history, and its seed repeats it.
 */
final class Interleaving {
    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final List<Call> calls = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private int time;

    /** Stops a call before it goes to SQL or Redis, until it is its turn. */
    static final class Stops implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof SessionStore || bean instanceof LiveSessions)) {
                return bean;
            }
            ProxyFactory proxy = new ProxyFactory(bean);
            proxy.setProxyTargetClass(true);
            proxy.addAdvice((MethodInterceptor) invocation -> {
                Call call = CURRENT.get();
                // A transaction is one step: the database lets nobody else in between.
                if (call != null && !TransactionSynchronizationManager.isActualTransactionActive()) {
                    call.stop(invocation.getMethod().getName());
                }
                return invocation.proceed();
            });
            return proxy.getProxy(bean.getClass().getClassLoader());
        }
    }

    final class Call {
        private final String name;
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private final Thread thread;
        private volatile @Nullable Throwable failure;
        private volatile boolean finished;
        private int began = -1;
        private int ended = -1;

        private Call(String name, Runnable work) {
            this.name = name;
            thread = Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                CURRENT.set(this);
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    finished = true;
                    stopped.release();
                }
            });
        }

        private void stop(String where) {
            history.add(name + "." + where);
            stopped.release();
            turn.acquireUninterruptibly();
        }

        private void move() {
            began = began < 0 ? time : began;
            turn.release();
            stopped.acquireUninterruptibly();
            ended = finished ? time : -1;
            time++;
        }

        /** Whether this was over when the other one began. */
        boolean isBefore(Call other) {
            return ended < other.began;
        }
    }

    Call call(String name, Runnable work) {
        Call call = new Call(name, work);
        calls.add(call);
        return call;
    }

    void run(RandomGenerator random) throws Throwable {
        List<Call> moving = new ArrayList<>(calls);
        while (!moving.isEmpty()) {
            Call next = moving.get(random.nextInt(moving.size()));
            next.move();
            if (next.finished) {
                history.add(next.name + " ends");
                moving.remove(next);
            }
        }
        for (Call call : calls) {
            call.thread.join();
            if (call.failure != null) {
                throw call.failure;
            }
        }
    }

    @Override
    public String toString() {
        return String.join(", ", history);
    }
}
