/* The C end of the System V tests: one call per verb, keys as strtol reads them. Prints what C sees. */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

union semun { int val; struct semid_ds *buf; unsigned short *array; };
struct message { long type; char text[65536]; };

static int fail(const char *what) {
    printf("%s: %s\n", what, strerror(errno));
    return 1;
}

#define SIZE(t) printf("%s %zu\n", #t, sizeof(struct t))
#define AT(t, f) printf("%s.%s %zu\n", #t, #f, offsetof(struct t, f))
#define VALUE(c) printf("%s %ld\n", #c, (long) (c))

static int layout(void) {
    SIZE(ipc_perm);
    AT(ipc_perm, __key); AT(ipc_perm, uid); AT(ipc_perm, gid); AT(ipc_perm, cuid); AT(ipc_perm, cgid); AT(ipc_perm, mode);
    SIZE(msqid_ds);
    AT(msqid_ds, msg_perm); AT(msqid_ds, msg_stime); AT(msqid_ds, msg_rtime); AT(msqid_ds, msg_ctime);
    AT(msqid_ds, __msg_cbytes); AT(msqid_ds, msg_qnum); AT(msqid_ds, msg_qbytes);
    AT(msqid_ds, msg_lspid); AT(msqid_ds, msg_lrpid);
    SIZE(semid_ds);
    AT(semid_ds, sem_perm); AT(semid_ds, sem_otime); AT(semid_ds, sem_ctime); AT(semid_ds, sem_nsems);
    SIZE(sembuf);
    AT(sembuf, sem_num); AT(sembuf, sem_op); AT(sembuf, sem_flg);
    SIZE(shmid_ds);
    AT(shmid_ds, shm_perm); AT(shmid_ds, shm_segsz); AT(shmid_ds, shm_atime); AT(shmid_ds, shm_dtime);
    AT(shmid_ds, shm_ctime); AT(shmid_ds, shm_cpid); AT(shmid_ds, shm_lpid); AT(shmid_ds, shm_nattch);
    VALUE(IPC_PRIVATE); VALUE(IPC_CREAT); VALUE(IPC_EXCL); VALUE(IPC_NOWAIT);
    VALUE(IPC_RMID); VALUE(IPC_SET); VALUE(IPC_STAT);
    VALUE(MSG_NOERROR); VALUE(MSG_EXCEPT); VALUE(MSG_COPY);
    VALUE(GETPID); VALUE(GETVAL); VALUE(GETALL); VALUE(GETNCNT); VALUE(GETZCNT); VALUE(SETVAL); VALUE(SETALL);
    VALUE(SEM_UNDO); VALUE(SHM_RDONLY); VALUE(SHM_HUGETLB); VALUE(SHM_NORESERVE); VALUE(SHM_LOCK); VALUE(SHM_UNLOCK);
    VALUE(sizeof(key_t));
    return 0;
}

static int send_message(key_t key, long type, const char *text) {
    static struct message message;
    message.type = type;
    strcpy(message.text, text);
    return msgsnd(msgget(key, 0), &message, strlen(text), 0) ? fail("msgsnd") : 0;
}

static int receive_message(key_t key, long type, int flags) {
    static struct message message;
    printf("receiving\n");
    ssize_t length = msgrcv(msgget(key, 0), &message, sizeof message.text, type, flags);
    return length < 0 ? fail("msgrcv") : printf("%ld %.*s\n", message.type, (int) length, message.text) < 0;
}

static int send_many(key_t key, long type, int count) {
    char text[32];
    for (int i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%ld:%d", type, i);
        if (send_message(key, type, text)) return 1;
    }
    return 0;
}

static int operate(key_t key, int argc, char **argv) {
    struct sembuf operations[64];
    for (int i = 0; i < argc / 3; i++) {
        operations[i].sem_num = atoi(argv[3 * i]);
        operations[i].sem_op = atoi(argv[3 * i + 1]);
        operations[i].sem_flg = strtol(argv[3 * i + 2], 0, 0);
    }
    printf("operating\n");
    if (semop(semget(key, 0, 0), operations, argc / 3)) return fail("semop");
    printf("done\n");
    return 0;
}

static int values(key_t key, int count) {
    unsigned short array[256];
    union semun argument = { .array = array };
    if (semctl(semget(key, 0, 0), 0, GETALL, argument) < 0) return fail("semctl");
    for (int i = 0; i < count; i++) printf(i ? " %d" : "%d", array[i]);
    printf("\n");
    return 0;
}

/* What a careless C program does: creates, sets the value, and never performs an operation. */
static int careless_set(key_t key, int value) {
    int id = semget(key, 1, 0600 | IPC_CREAT | IPC_EXCL);
    union semun argument = { .val = value };
    return id < 0 || semctl(id, 0, SETVAL, argument) < 0 ? fail("semget") : 0;
}

static int shared_memory(key_t key, const char *text) {
    int id = shmget(key, 0, 0);
    char *memory = shmat(id, 0, text ? 0 : SHM_RDONLY);
    if (memory == (char *) -1) return fail("shmat");
    if (text) strcpy(memory, text);
    else printf("%s\n", memory);
    return shmdt(memory);
}

int main(int argc, char **argv) {
    setvbuf(stdout, 0, _IOLBF, 0);
    const char *verb = argv[1];
    if (!strcmp(verb, "layout")) return layout();
    if (!strcmp(verb, "ftok")) return printf("%d\n", ftok(argv[2], atoi(argv[3]))) < 0;
    key_t key = strtol(argv[2], 0, 0);
    if (!strcmp(verb, "send")) return send_message(key, atol(argv[3]), argv[4]);
    if (!strcmp(verb, "send-many")) return send_many(key, atol(argv[3]), atoi(argv[4]));
    if (!strcmp(verb, "receive")) return receive_message(key, atol(argv[3]), strtol(argv[4], 0, 0));
    if (!strcmp(verb, "semop")) return operate(key, argc - 3, argv + 3);
    if (!strcmp(verb, "hold")) { int r = operate(key, argc - 3, argv + 3); pause(); return r; }
    if (!strcmp(verb, "values")) return values(key, atoi(argv[3]));
    if (!strcmp(verb, "careless-set")) return careless_set(key, atoi(argv[3]));
    if (!strcmp(verb, "write")) return shared_memory(key, argv[3]);
    if (!strcmp(verb, "read")) return shared_memory(key, 0);
    if (!strcmp(verb, "hold-memory")) { shmat(shmget(key, 0, 0), 0, 0); printf("attached\n"); pause(); return 0; }
    fprintf(stderr, "no verb %s\n", verb);
    return 2;
}
