// What the machine allows: the measurements of io.ipcbox.benchmark.ring in C, on a bare cache line, a futex, and a ring
// of fixed slots that carries nothing but the message. Two processes or more; prints JSON lines.
//
//   limit line SAMPLES               round trip of 32 bytes on a cache line each way, spinning
//   limit futex SAMPLES              the same, sleeping in the kernel every time
//   limit ring READERS BYTES MS      one way: copied in, copied out by every reader, one publish per message
//   limit idle GAP_MS SAMPLES        CPU of a reader that sleeps, and how soon it has the message that wakes it
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define APART 128 // two cache lines: processors fetch them in pairs
#define RING_BYTES (4 << 20)
#define MOST_READERS 8
#define LEFT (UINT64_MAX / 2)

typedef _Atomic uint64_t counter;

struct link { // one direction of a round trip
    _Alignas(APART) counter sequence;
    char message[32];
    _Alignas(APART) _Atomic uint32_t word;
};

struct ring {
    _Alignas(APART) counter tail;
    struct { _Alignas(APART) counter at; } cursor[MOST_READERS];
    _Alignas(APART) char data[];
};

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void pin(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu % sysconf(_SC_NPROCESSORS_ONLN), &set);
    if (sched_setaffinity(0, sizeof set, &set)) fail("pin");
}

static void *shared(size_t bytes) {
    void *memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) fail("mmap");
    memset(memory, 0, bytes);
    return memory;
}

static void futex(_Atomic uint32_t *word, int operation, uint32_t value) {
    syscall(SYS_futex, word, operation, value, NULL, NULL, 0);
}

static int ascending(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void print_percentiles(uint64_t *sample, int n) {
    qsort(sample, n, sizeof *sample, ascending);
    printf("{\"p50\":%lu,\"p99\":%lu,\"p999\":%lu}\n", sample[n / 2], sample[(uint64_t)n * 99 / 100],
           sample[(uint64_t)n * 999 / 1000]);
}

static void send(struct link *link, int sleeping, const char *message, uint64_t number) {
    memcpy(link->message, message, 32);
    if (sleeping) {
        atomic_store_explicit(&link->word, (uint32_t)number, memory_order_release);
        futex(&link->word, FUTEX_WAKE, 1);
    } else {
        atomic_store_explicit(&link->sequence, number, memory_order_release);
    }
}

static void receive(struct link *link, int sleeping, char *message, uint64_t number) {
    if (sleeping) {
        while (atomic_load_explicit(&link->word, memory_order_acquire) != (uint32_t)number)
            futex(&link->word, FUTEX_WAIT, (uint32_t)(number - 1));
    } else {
        while (atomic_load_explicit(&link->sequence, memory_order_acquire) != number) relax();
    }
    memcpy(message, link->message, 32);
}

static void round_trip(int sleeping, int samples) {
    struct link *link = shared(2 * sizeof *link);
    char message[32] = {0};
    int warm = samples / 10, all = samples + warm;
    pid_t pong = fork();
    if (pong == 0) {
        pin(1);
        for (int i = 1; i <= all; i++) {
            receive(&link[0], sleeping, message, i);
            send(&link[1], sleeping, message, i);
        }
        _exit(0);
    }
    pin(0);
    uint64_t *sample = malloc(sizeof *sample * all);
    for (int i = 1; i <= all; i++) {
        uint64_t began = now();
        *(uint64_t *)message = i;
        send(&link[0], sleeping, message, i);
        receive(&link[1], sleeping, message, i);
        sample[i - 1] = now() - began;
    }
    waitpid(pong, NULL, 0);
    print_percentiles(sample + warm, samples);
}

// Not memcpy: the C library's choice of string instructions shall play no part.
static void copy(char *restrict to, const char *restrict from, size_t bytes) {
    typedef long long vector __attribute__((vector_size(32), aligned(1), may_alias));
    size_t i = 0;
    for (; i + 128 <= bytes; i += 128)
        for (int j = 0; j < 128; j += 32) *(vector *)(to + i + j) = *(const vector *)(from + i + j);
    for (; i + 32 <= bytes; i += 32) *(vector *)(to + i) = *(const vector *)(from + i);
    memcpy(to + i, from + i, bytes - i);
}

static void wait_a_little(int look, int crowded) {
    if (crowded && look > 200) sched_yield();
    else relax();
}

static void read_ring(struct ring *ring, int me, int crowded, uint64_t slots, size_t stride, size_t bytes, uint64_t ms) {
    char *message = aligned_alloc(64, (bytes + 63) / 64 * 64);
    uint64_t next = 0, warm_until = 0, counted_from = 0, first = 0, wrong = 0;
    for (;;) {
        uint64_t tail;
        for (int look = 0; (tail = atomic_load_explicit(&ring->tail, memory_order_acquire)) == next; look++)
            wait_a_little(look, crowded);
        if (tail - next > 256) tail = next + 256; // so that the writer gets room now and then
        for (; next < tail; next++) {
            copy(message, ring->data + (next & (slots - 1)) * stride, bytes);
            wrong += *(uint64_t *)message != next;
        }
        atomic_store_explicit(&ring->cursor[me].at, next, memory_order_release);
        uint64_t t = now();
        if (!warm_until) warm_until = t + 300000000ull;
        if (!counted_from && t > warm_until) counted_from = t, first = next;
        if (counted_from && t > counted_from + ms * 1000000ull) {
            double seconds = (t - counted_from) / 1e9;
            printf("{\"per_s\":%.0f,\"gb_s\":%.4f,\"wrong\":%lu}\n", (next - first) / seconds,
                   (next - first) * (double)bytes / seconds / 1e9, wrong);
            fflush(stdout);
            atomic_store(&ring->cursor[me].at, LEFT);
            _exit(0);
        }
    }
}

static uint64_t slowest(struct ring *ring, int readers) {
    uint64_t least = LEFT;
    for (int i = 0; i < readers; i++) {
        uint64_t at = atomic_load_explicit(&ring->cursor[i].at, memory_order_acquire);
        if (at < least) least = at;
    }
    return least;
}

static void one_way(int readers, size_t bytes, uint64_t ms) {
    size_t stride = bytes <= 32 ? bytes : (bytes + 63) / 64 * 64;
    uint64_t slots = 65536;
    while (slots > 8 && slots * stride > RING_BYTES) slots /= 2;
    struct ring *ring = shared(sizeof *ring + slots * stride);
    int crowded = readers + 1 > sysconf(_SC_NPROCESSORS_ONLN);
    for (int i = 0; i < readers; i++)
        if (fork() == 0) {
            if (!crowded) pin(i + 1);
            read_ring(ring, i, crowded, slots, stride, bytes, ms);
        }
    if (!crowded) pin(0);
    char *message = aligned_alloc(64, (bytes + 63) / 64 * 64);
    memset(message, 7, bytes);
    uint64_t limit = 0;
    for (uint64_t number = 0;; number++) {
        for (int look = 0; number >= limit; look++) {
            uint64_t least = slowest(ring, readers);
            if (least == LEFT) goto done;
            limit = least + slots;
            if (number >= limit) wait_a_little(look, crowded);
        }
        *(uint64_t *)message = number;
        copy(ring->data + (number & (slots - 1)) * stride, message, bytes);
        atomic_store_explicit(&ring->tail, number + 1, memory_order_release);
    }
done:
    while (wait(NULL) > 0) {
    }
}

static uint64_t cpu(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000000ull
         + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1000ull;
}

static void idle(int gap_ms, int samples) {
    struct link *link = shared(sizeof *link);
    char message[32] = {0};
    pid_t reader = fork();
    if (reader == 0) {
        pin(1);
        uint64_t *sample = malloc(sizeof *sample * samples), used = cpu(), began = now();
        for (int i = 1; i <= samples; i++) {
            receive(link, 1, message, i);
            sample[i - 1] = now() - *(uint64_t *)message;
        }
        printf("{\"cpu_percent\":%.4f}\n", 100.0 * (cpu() - used) / (now() - began));
        print_percentiles(sample, samples);
        fflush(stdout);
        _exit(0);
    }
    pin(0);
    for (int i = 1; i <= samples; i++) {
        usleep(gap_ms * 1000);
        *(uint64_t *)message = now();
        send(link, 1, message, i);
    }
    waitpid(reader, NULL, 0);
}

int main(int count, char **word) {
    alarm(120);
    if (count == 3 && !strcmp(word[1], "line")) round_trip(0, atoi(word[2]));
    else if (count == 3 && !strcmp(word[1], "futex")) round_trip(1, atoi(word[2]));
    else if (count == 5 && !strcmp(word[1], "ring")) one_way(atoi(word[2]), atol(word[3]), atol(word[4]));
    else if (count == 4 && !strcmp(word[1], "idle")) idle(atoi(word[2]), atoi(word[3]));
    else return fprintf(stderr, "usage: see the head of limit.c\n"), 2;
    return 0;
}
