package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.libc.IpcPermLayout;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.LibcSysvMemory;
import io.ipcbox.ipc.libc.LibcSysvMessage;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.MsqidLayout;
import io.ipcbox.ipc.libc.SembufLayout;
import io.ipcbox.ipc.libc.SemidLayout;
import io.ipcbox.ipc.libc.ShmidLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SysvLayoutIT {
    @Test
    void structuresAndNumbersAreThoseOfTheCompiler() {
        Map<String, Long> ofC = new LinkedHashMap<>();
        Peer.c("layout").output().lines().forEach(line -> {
            String[] words = line.split(" ");
            ofC.put(words[0], Long.parseLong(words[1]));
        });
        assertThat(ours()).containsExactlyInAnyOrderEntriesOf(ofC);
    }

    private static Map<String, Long> ours() {
        Map<String, Long> ours = new LinkedHashMap<>();
        ours.put("ipc_perm", IpcPermLayout.BYTES);
        ours.put("ipc_perm.__key", IpcPermLayout.KEY);
        ours.put("ipc_perm.uid", IpcPermLayout.UID);
        ours.put("ipc_perm.gid", IpcPermLayout.GID);
        ours.put("ipc_perm.cuid", IpcPermLayout.CREATOR_UID);
        ours.put("ipc_perm.cgid", IpcPermLayout.CREATOR_GID);
        ours.put("ipc_perm.mode", IpcPermLayout.MODE);
        ours.put("msqid_ds", MsqidLayout.BYTES);
        ours.put("msqid_ds.msg_perm", 0L);
        ours.put("msqid_ds.msg_stime", MsqidLayout.SEND_TIME);
        ours.put("msqid_ds.msg_rtime", MsqidLayout.RECEIVE_TIME);
        ours.put("msqid_ds.msg_ctime", MsqidLayout.CHANGE_TIME);
        ours.put("msqid_ds.__msg_cbytes", MsqidLayout.CURRENT_BYTES);
        ours.put("msqid_ds.msg_qnum", MsqidLayout.MESSAGES);
        ours.put("msqid_ds.msg_qbytes", MsqidLayout.MAX_BYTES);
        ours.put("msqid_ds.msg_lspid", MsqidLayout.SEND_PID);
        ours.put("msqid_ds.msg_lrpid", MsqidLayout.RECEIVE_PID);
        ours.put("semid_ds", SemidLayout.BYTES);
        ours.put("semid_ds.sem_perm", 0L);
        ours.put("semid_ds.sem_otime", SemidLayout.OPERATION_TIME);
        ours.put("semid_ds.sem_ctime", SemidLayout.CHANGE_TIME);
        ours.put("semid_ds.sem_nsems", SemidLayout.COUNT);
        ours.put("sembuf", SembufLayout.BYTES);
        ours.put("sembuf.sem_num", SembufLayout.NUMBER);
        ours.put("sembuf.sem_op", SembufLayout.OPERATION);
        ours.put("sembuf.sem_flg", SembufLayout.FLAGS);
        ours.put("shmid_ds", ShmidLayout.BYTES);
        ours.put("shmid_ds.shm_perm", 0L);
        ours.put("shmid_ds.shm_segsz", ShmidLayout.SIZE);
        ours.put("shmid_ds.shm_atime", ShmidLayout.ATTACH_TIME);
        ours.put("shmid_ds.shm_dtime", ShmidLayout.DETACH_TIME);
        ours.put("shmid_ds.shm_ctime", ShmidLayout.CHANGE_TIME);
        ours.put("shmid_ds.shm_cpid", ShmidLayout.CREATOR_PID);
        ours.put("shmid_ds.shm_lpid", ShmidLayout.LAST_PID);
        ours.put("shmid_ds.shm_nattch", ShmidLayout.ATTACHED);
        ours.put("IPC_PRIVATE", (long) LibcSysvFlags.IPC_PRIVATE);
        ours.put("IPC_CREAT", (long) LibcSysvFlags.IPC_CREAT);
        ours.put("IPC_EXCL", (long) LibcSysvFlags.IPC_EXCL);
        ours.put("IPC_NOWAIT", (long) LibcSysvFlags.IPC_NOWAIT);
        ours.put("IPC_RMID", (long) LibcSysvFlags.IPC_RMID);
        ours.put("IPC_SET", (long) LibcSysvFlags.IPC_SET);
        ours.put("IPC_STAT", (long) LibcSysvFlags.IPC_STAT);
        ours.put("MSG_NOERROR", (long) LibcSysvMessage.MSG_NOERROR);
        ours.put("MSG_EXCEPT", (long) LibcSysvMessage.MSG_EXCEPT);
        ours.put("MSG_COPY", (long) LibcSysvMessage.MSG_COPY);
        ours.put("GETPID", (long) LibcSysvSemaphore.GETPID);
        ours.put("GETVAL", (long) LibcSysvSemaphore.GETVAL);
        ours.put("GETALL", (long) LibcSysvSemaphore.GETALL);
        ours.put("GETNCNT", (long) LibcSysvSemaphore.GETNCNT);
        ours.put("GETZCNT", (long) LibcSysvSemaphore.GETZCNT);
        ours.put("SETVAL", (long) LibcSysvSemaphore.SETVAL);
        ours.put("SETALL", (long) LibcSysvSemaphore.SETALL);
        ours.put("SEM_UNDO", (long) LibcSysvSemaphore.SEM_UNDO);
        ours.put("SHM_RDONLY", (long) LibcSysvMemory.SHM_RDONLY);
        ours.put("SHM_HUGETLB", (long) LibcSysvMemory.SHM_HUGETLB);
        ours.put("SHM_NORESERVE", (long) LibcSysvMemory.SHM_NORESERVE);
        ours.put("SHM_LOCK", (long) LibcSysvMemory.SHM_LOCK);
        ours.put("SHM_UNLOCK", (long) LibcSysvMemory.SHM_UNLOCK);
        ours.put("sizeof(key_t)", 4L);
        return ours;
    }
}
