/* Serveur d'echo : un thread POSIX par client. */
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void *serve(void *arg)
{
    int fd = (int)(long)arg;
    FILE *in = fdopen(fd, "r");
    FILE *out = fdopen(dup(fd), "w");
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    if (in && out) {
        while ((n = getline(&line, &size, in)) > 0) {
            while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
                n--;
            fputs("Echo: ", out);
            fwrite(line, 1, n, out);
            fputc('\n', out);
            if (fflush(out) != 0)
                break;
        }
    }
    free(line);
    if (out)
        fclose(out);
    if (in)
        fclose(in);
    return NULL;
}

static int listen_on(const char *address)
{
    char host[256] = "127.0.0.1", port[32] = "8000";
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE}, *list;
    int fd, yes = 1;

    if (address && sscanf(address, "%255[^:]:%31[0-9]", host, port) != 2) {
        fprintf(stderr, "adresse attendue : HOTE:PORT\n");
        exit(2);
    }
    if (getaddrinfo(host, port, &hints, &list) != 0) {
        fprintf(stderr, "adresse inconnue : %s\n", host);
        exit(1);
    }
    fd = socket(list->ai_family, list->ai_socktype, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (fd < 0 || bind(fd, list->ai_addr, list->ai_addrlen) < 0 || listen(fd, 64) < 0) {
        perror("listen");
        exit(1);
    }
    freeaddrinfo(list);
    return fd;
}

int main(int argc, char **argv)
{
    int fd = listen_on(argc > 1 ? argv[1] : NULL);

    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        int client = accept(fd, NULL, NULL);
        pthread_t thread;
        if (client < 0) {
            perror("accept");
            continue;
        }
        if (pthread_create(&thread, NULL, serve, (void *)(long)client) != 0) {
            close(client);
            continue;
        }
        pthread_detach(thread);
    }
}
