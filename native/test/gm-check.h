/* The smallest possible test frame: a failed statement is printed with its place and counted. */
#ifndef SEALKEEPER_GM_CHECK_H
#define SEALKEEPER_GM_CHECK_H

extern int gm_failures;

void gm_check(int holds, const char *statement, const char *file, int line);

#define CHECK(statement) gm_check((statement) ? 1 : 0, #statement, __FILE__, __LINE__)

/* gm-sm3-test.c */
void gm_test_sm3(void);

/* gm-thread-test.c */
void gm_test_threads(void);

#endif
