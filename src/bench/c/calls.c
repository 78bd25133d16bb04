/*
 * The calls of CallsBenchmark in C: calls OPERATION PAIRS SLICES THREADS prints, for each slice, how many nanoseconds a
 * pair took. One process, so no call ever sleeps. With THREADS above 1 the others sleep all the time: that they exist
 * makes the kernel count who uses a descriptor, and glibc prepare calls for being cancelled.
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SMALL_BYTES = 32, LARGE_BYTES = 8192 };

static void fail(const char *call) {
    perror(call);
    exit(1);
}

/* As in Java, every result is looked at. */
#define CHECK(call) do { if ((call) < 0) fail(#call); } while (0)

static mqd_t queue;
/* In the middle of a page, where the kernel copies it fastest. */
static char pages[3 * 4096] __attribute__((aligned(4096)));
static char *const text = pages + 2048;

static void posix_queue(long pairs, size_t bytes) {
    unsigned priority;
    for (long i = 0; i < pairs; i++) {
        CHECK(mq_send(queue, text, bytes, 0));
        CHECK(mq_receive(queue, text, LARGE_BYTES, &priority));
    }
}

static void posix_queue_32(long pairs) { posix_queue(pairs, SMALL_BYTES); }
static void posix_queue_8192(long pairs) { posix_queue(pairs, LARGE_BYTES); }

static void open_posix_queue(const char *name) {
    struct mq_attr limits = {.mq_maxmsg = 2, .mq_msgsize = LARGE_BYTES};
    queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &limits);
    if (queue == (mqd_t)-1) fail("mq_open");
    CHECK(mq_unlink(name));
}

static sem_t *semaphore;

static void posix_semaphore(long pairs) {
    for (long i = 0; i < pairs; i++) {
        CHECK(sem_post(semaphore));
        CHECK(sem_trywait(semaphore));
    }
}

static void posix_semaphore_wait(long pairs) {
    for (long i = 0; i < pairs; i++) {
        CHECK(sem_post(semaphore));
        CHECK(sem_wait(semaphore));
    }
}

static void open_posix_semaphore(const char *name) {
    semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (semaphore == SEM_FAILED) fail("sem_open");
    CHECK(sem_unlink(name));
}

static int id;
static struct { long type; char text[SMALL_BYTES]; } message = {.type = 1};

static void sysv_queue(long pairs) {
    for (long i = 0; i < pairs; i++) {
        CHECK(msgsnd(id, &message, SMALL_BYTES, 0));
        CHECK(msgrcv(id, &message, SMALL_BYTES, 0, 0));
    }
}

static void open_sysv_queue(const char *name) {
    (void)name;
    CHECK(id = msgget(IPC_PRIVATE, IPC_CREAT | 0600));
}

static void sysv_semaphore(long pairs) {
    struct sembuf post = {.sem_num = 0, .sem_op = 1}, wait = {.sem_num = 0, .sem_op = -1};
    for (long i = 0; i < pairs; i++) {
        CHECK(semop(id, &post, 1));
        CHECK(semop(id, &wait, 1));
    }
}

static void open_sysv_semaphore(const char *name) {
    (void)name;
    CHECK(id = semget(IPC_PRIVATE, 1, IPC_CREAT | 0600));
}

static void close_nothing(void) {}
static void remove_sysv_queue(void) { CHECK(msgctl(id, IPC_RMID, NULL)); }
static void remove_sysv_semaphore(void) { CHECK(semctl(id, 0, IPC_RMID)); }

static int reader, writer;

static void fifo(long pairs) {
    for (long i = 0; i < pairs; i++) {
        CHECK(write(writer, text, SMALL_BYTES));
        CHECK(read(reader, text, SMALL_BYTES));
    }
}

static void open_fifo(const char *name) {
    char path[64];
    snprintf(path, sizeof path, "/tmp%s", name);
    CHECK(mkfifo(path, 0600));
    CHECK(reader = open(path, O_RDONLY | O_NONBLOCK));
    CHECK(writer = open(path, O_WRONLY | O_NONBLOCK));
    CHECK(unlink(path));
}

static const struct {
    const char *name;
    void (*open)(const char *name);
    void (*run)(long pairs);
    void (*close)(void);
} operations[] = {
    {"posixQueue32", open_posix_queue, posix_queue_32, close_nothing},
    {"posixQueue8192", open_posix_queue, posix_queue_8192, close_nothing},
    {"posixSemaphore", open_posix_semaphore, posix_semaphore, close_nothing},
    {"posixSemaphoreWait", open_posix_semaphore, posix_semaphore_wait, close_nothing},
    {"sysvQueue32", open_sysv_queue, sysv_queue, remove_sysv_queue},
    {"sysvSemaphore", open_sysv_semaphore, sysv_semaphore, remove_sysv_semaphore},
    {"fifo32", open_fifo, fifo, close_nothing},
};

static double nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

static void *sleep_for_ever(void *nothing) {
    for (;;) pause();
    return nothing;
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: calls OPERATION PAIRS SLICES THREADS\n");
        return 2;
    }
    long pairs = atol(arguments[2]), slices = atol(arguments[3]);
    for (long threads = atol(arguments[4]); threads > 1; threads--) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, sleep_for_ever, NULL) != 0) fail("pthread_create");
    }
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        if (strcmp(operations[i].name, arguments[1]) == 0) {
            char name[64];
            snprintf(name, sizeof name, "/ipcbox-benchmark-%ld", (long)getpid());
            operations[i].open(name);
            for (long slice = 0; slice < slices; slice++) {
                double began = nanoseconds();
                operations[i].run(pairs);
                printf("%.3f\n", (nanoseconds() - began) / pairs);
            }
            operations[i].close();
            return 0;
        }
    }
    fprintf(stderr, "calls: no operation %s\n", arguments[1]);
    return 2;
}
