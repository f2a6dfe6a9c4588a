WITH `t32` AS (
  SELECT
    `t29`.`ethnicity`,
    `t29`.`harassment_public_rank`,
    `t29`.`harassment_colleagues_rank`,
    `t29`.`label`,
    IF(
      (
        `t29`.`problem` IS NULL
      ) AND (
        `t29`.`harassment_colleagues_rank` = 9
      ),
      'harassment_colleagues holds an unknown word',
      `t29`.`problem`
    ) AS `problem`
  FROM (
    SELECT
      `t24`.`ethnicity`,
      `t24`.`harassment_public_rank`,
      `t24`.`harassment_colleagues_rank`,
      `t24`.`label`,
      IF(
        (
          `t24`.`problem` IS NULL
        ) AND (
          `t24`.`harassment_public_rank` = 9
        ),
        'harassment_public holds an unknown word',
        `t24`.`problem`
      ) AS `problem`
    FROM (
      SELECT
        `t20`.`ethnicity`,
        `t20`.`harassment_public_rank`,
        `t20`.`harassment_colleagues_rank`,
        `t20`.`label`,
        CAST(NULL AS STRING) AS `problem`
      FROM (
        SELECT
          `t16`.`ethnicity`,
          CASE
            WHEN `t16`.`harassment_public_lower` IS NULL
            THEN CAST(NULL AS INT64)
            WHEN `t16`.`harassment_public_lower` IN ('1', 'true', 'y', 'yes')
            THEN 3
            WHEN `t16`.`harassment_public_lower` IN ('0', 'false', 'n', 'no')
            THEN 2
            WHEN `t16`.`harassment_public_lower` IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
            THEN 1
            WHEN `t16`.`harassment_public_words` IN (
              'declined to answer',
              'do not wish to answer',
              'do not wish to say',
              'dont know',
              'i prefer not to say',
              'n a',
              'n k',
              'no answer',
              'no comment',
              'no response',
              'not answered',
              'not applicable',
              'not asked',
              'not available',
              'not disclosed',
              'not known',
              'not recorded',
              'not stated',
              'prefer not to answer',
              'prefer not to disclose',
              'prefer not to say',
              'rather not answer',
              'rather not say'
            )
            THEN 1
            ELSE 9
          END AS `harassment_public_rank`,
          CASE
            WHEN `t16`.`harassment_colleagues_lower` IS NULL
            THEN CAST(NULL AS INT64)
            WHEN `t16`.`harassment_colleagues_lower` IN ('1', 'true', 'y', 'yes')
            THEN 3
            WHEN `t16`.`harassment_colleagues_lower` IN ('0', 'false', 'n', 'no')
            THEN 2
            WHEN `t16`.`harassment_colleagues_lower` IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
            THEN 1
            WHEN `t16`.`harassment_colleagues_words` IN (
              'declined to answer',
              'do not wish to answer',
              'do not wish to say',
              'dont know',
              'i prefer not to say',
              'n a',
              'n k',
              'no answer',
              'no comment',
              'no response',
              'not answered',
              'not applicable',
              'not asked',
              'not available',
              'not disclosed',
              'not known',
              'not recorded',
              'not stated',
              'prefer not to answer',
              'prefer not to disclose',
              'prefer not to say',
              'rather not answer',
              'rather not say'
            )
            THEN 1
            ELSE 9
          END AS `harassment_colleagues_rank`,
          NULLIF(TRIM(REPLACE(REPLACE(`t16`.`label`, '  ', ' '), '  ', ' '), ' '), '') AS `label`
        FROM (
          SELECT
            `t12`.`ethnicity`,
            `t12`.`harassment_public`,
            `t12`.`harassment_colleagues`,
            `t12`.`harassment_public_lower`,
            `t12`.`harassment_colleagues_lower`,
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(
                      REPLACE(REPLACE(REPLACE(REPLACE(`t12`.`label`, '-', ' '), '_', ' '), '/', ' '), '–', ' '),
                      ':',
                      ' '
                    ),
                    ',',
                    ' '
                  ),
                  '(',
                  ' '
                ),
                ')',
                ' '
              ),
              '.',
              ' '
            ) AS `label`,
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE(`t12`.`harassment_public_lower`, '\'', ''), '’', ''), '-', ' '),
                  '_',
                  ' '
                ),
                '/',
                ' '
              ),
              '–',
              ' '
            ) AS `harassment_public_words`,
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE(`t12`.`harassment_colleagues_lower`, '\'', ''), '’', ''), '-', ' '),
                  '_',
                  ' '
                ),
                '/',
                ' '
              ),
              '–',
              ' '
            ) AS `harassment_colleagues_words`
          FROM (
            SELECT
              `t8`.`ethnicity`,
              `t8`.`harassment_public`,
              `t8`.`harassment_colleagues`,
              LOWER(`t8`.`harassment_public`) AS `harassment_public_lower`,
              LOWER(`t8`.`harassment_colleagues`) AS `harassment_colleagues_lower`,
              LOWER(COALESCE(`t8`.`ethnicity`, '')) AS `label`
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  NULLIF(TRIM(CAST(`t0`.`ethnicity` AS STRING), ' '), '') AS `ethnicity`,
                  NULLIF(TRIM(CAST(`t0`.`harassment_public` AS STRING), ' '), '') AS `harassment_public`,
                  NULLIF(TRIM(CAST(`t0`.`harassment_colleagues` AS STRING), ' '), '') AS `harassment_colleagues`
                FROM `survey` AS `t0`
              ) AS `t4`
              WHERE
                (
                  `t4`.`ethnicity` IS NOT NULL
                )
                OR (
                  `t4`.`harassment_public` IS NOT NULL
                )
                OR (
                  `t4`.`harassment_colleagues` IS NOT NULL
                )
            ) AS `t8`
          ) AS `t12`
        ) AS `t16`
      ) AS `t20`
    ) AS `t24`
  ) AS `t29`
), `t40` AS (
  SELECT
    `t33`.`ethnicity`,
    `t33`.`shortlisted_rank`,
    `t33`.`appointed_rank`,
    `t33`.`label`,
    IF(
      (
        `t33`.`problem` IS NULL
      )
      AND (
        (
          `t33`.`appointed_rank` = 3
        )
        AND (
          COALESCE(`t33`.`shortlisted_rank`, 0) <> 3
        )
      ),
      'appointed is yes without shortlisted',
      `t33`.`problem`
    ) AS `problem`
  FROM (
    SELECT
      `t30`.`ethnicity`,
      `t30`.`shortlisted_rank`,
      `t30`.`appointed_rank`,
      `t30`.`label`,
      IF(
        (
          `t30`.`problem` IS NULL
        ) AND (
          `t30`.`appointed_rank` = 9
        ),
        'appointed holds an unknown word',
        `t30`.`problem`
      ) AS `problem`
    FROM (
      SELECT
        `t25`.`ethnicity`,
        `t25`.`shortlisted_rank`,
        `t25`.`appointed_rank`,
        `t25`.`label`,
        IF(
          (
            `t25`.`problem` IS NULL
          ) AND (
            `t25`.`shortlisted_rank` = 9
          ),
          'shortlisted holds an unknown word',
          `t25`.`problem`
        ) AS `problem`
      FROM (
        SELECT
          `t21`.`ethnicity`,
          `t21`.`shortlisted_rank`,
          `t21`.`appointed_rank`,
          `t21`.`label`,
          CAST(NULL AS STRING) AS `problem`
        FROM (
          SELECT
            `t17`.`ethnicity`,
            CASE
              WHEN `t17`.`shortlisted_lower` IS NULL
              THEN CAST(NULL AS INT64)
              WHEN `t17`.`shortlisted_lower` IN ('1', 'shortlisted', 'true', 'y', 'yes')
              THEN 3
              WHEN `t17`.`shortlisted_words` IN ('invited to interview', 'short listed')
              THEN 3
              WHEN `t17`.`shortlisted_lower` IN ('0', 'false', 'longlisted', 'n', 'no', 'rejected')
              THEN 2
              WHEN `t17`.`shortlisted_words` IN ('not shortlisted')
              THEN 2
              WHEN `t17`.`shortlisted_lower` IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
              THEN 1
              WHEN `t17`.`shortlisted_words` IN (
                'declined to answer',
                'do not wish to answer',
                'do not wish to say',
                'dont know',
                'i prefer not to say',
                'n a',
                'n k',
                'no answer',
                'no comment',
                'no response',
                'not answered',
                'not applicable',
                'not asked',
                'not available',
                'not disclosed',
                'not known',
                'not recorded',
                'not stated',
                'prefer not to answer',
                'prefer not to disclose',
                'prefer not to say',
                'rather not answer',
                'rather not say'
              )
              THEN 1
              ELSE 9
            END AS `shortlisted_rank`,
            CASE
              WHEN `t17`.`appointed_lower` IS NULL
              THEN CAST(NULL AS INT64)
              WHEN `t17`.`appointed_lower` IN ('1', 'appointed', 'hired', 'offered', 'successful', 'true', 'y', 'yes')
              THEN 3
              WHEN `t17`.`appointed_lower` IN (
                '0',
                'false',
                'n',
                'no',
                'rejected',
                'reserve',
                'unsuccessful',
                'withdrawn',
                'withdrew'
              )
              THEN 2
              WHEN `t17`.`appointed_words` IN ('did not attend', 'not appointed', 'not hired', 'not successful')
              THEN 2
              WHEN `t17`.`appointed_lower` IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
              THEN 1
              WHEN `t17`.`appointed_words` IN (
                'declined to answer',
                'do not wish to answer',
                'do not wish to say',
                'dont know',
                'i prefer not to say',
                'n a',
                'n k',
                'no answer',
                'no comment',
                'no response',
                'not answered',
                'not applicable',
                'not asked',
                'not available',
                'not disclosed',
                'not known',
                'not recorded',
                'not stated',
                'prefer not to answer',
                'prefer not to disclose',
                'prefer not to say',
                'rather not answer',
                'rather not say'
              )
              THEN 1
              ELSE 9
            END AS `appointed_rank`,
            NULLIF(TRIM(REPLACE(REPLACE(`t17`.`label`, '  ', ' '), '  ', ' '), ' '), '') AS `label`
          FROM (
            SELECT
              `t13`.`ethnicity`,
              `t13`.`shortlisted`,
              `t13`.`appointed`,
              `t13`.`shortlisted_lower`,
              `t13`.`appointed_lower`,
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(
                      REPLACE(
                        REPLACE(REPLACE(REPLACE(REPLACE(`t13`.`label`, '-', ' '), '_', ' '), '/', ' '), '–', ' '),
                        ':',
                        ' '
                      ),
                      ',',
                      ' '
                    ),
                    '(',
                    ' '
                  ),
                  ')',
                  ' '
                ),
                '.',
                ' '
              ) AS `label`,
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE(`t13`.`shortlisted_lower`, '\'', ''), '’', ''), '-', ' '),
                    '_',
                    ' '
                  ),
                  '/',
                  ' '
                ),
                '–',
                ' '
              ) AS `shortlisted_words`,
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE(`t13`.`appointed_lower`, '\'', ''), '’', ''), '-', ' '),
                    '_',
                    ' '
                  ),
                  '/',
                  ' '
                ),
                '–',
                ' '
              ) AS `appointed_words`
            FROM (
              SELECT
                `t9`.`ethnicity`,
                `t9`.`shortlisted`,
                `t9`.`appointed`,
                LOWER(`t9`.`shortlisted`) AS `shortlisted_lower`,
                LOWER(`t9`.`appointed`) AS `appointed_lower`,
                LOWER(COALESCE(`t9`.`ethnicity`, '')) AS `label`
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    NULLIF(TRIM(CAST(`t1`.`ethnicity` AS STRING), ' '), '') AS `ethnicity`,
                    NULLIF(TRIM(CAST(`t1`.`shortlisted` AS STRING), ' '), '') AS `shortlisted`,
                    NULLIF(TRIM(CAST(`t1`.`appointed` AS STRING), ' '), '') AS `appointed`
                  FROM `shortlisting` AS `t1`
                ) AS `t5`
                WHERE
                  (
                    `t5`.`ethnicity` IS NOT NULL
                  )
                  OR (
                    `t5`.`shortlisted` IS NOT NULL
                  )
                  OR (
                    `t5`.`appointed` IS NOT NULL
                  )
              ) AS `t9`
            ) AS `t13`
          ) AS `t17`
        ) AS `t21`
      ) AS `t25`
    ) AS `t30`
  ) AS `t33`
), `t71` AS (
  SELECT
    `t70`.`staff_id`,
    `t70`.`ethnicity`,
    `t70`.`pay_band`,
    `t70`.`disciplinary_rank`,
    `t70`.`label`,
    `t70`.`problem`,
    `t70`.`is_past`,
    `t70`.`is_over`,
    `t70`.`is_kept`,
    `t70`.`pay`,
    `t70`.`most`,
    `t70`.`unpaid`,
    `t70`.`is_first`,
    `t70`.`place`,
    IF(COALESCE(CAST(NULL AS INT64), 0) = 3, 3, 2) AS `left_rank`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t68`.`staff_id`,
        MAX(`t68`.`ethnicity`) OVER (
          PARTITION BY `t68`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `ethnicity`,
        `t68`.`pay_band`,
        MAX(`t68`.`disciplinary_rank`) OVER (
          PARTITION BY `t68`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `disciplinary_rank`,
        MAX(`t68`.`label`) OVER (
          PARTITION BY `t68`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `label`,
        MAX(`t68`.`problem`) OVER (
          PARTITION BY `t68`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `problem`,
        `t68`.`is_past`,
        `t68`.`is_over`,
        `t68`.`is_kept`,
        `t68`.`pay`,
        `t68`.`most`,
        `t68`.`unpaid`,
        `t68`.`is_first`,
        ROW_NUMBER() OVER (PARTITION BY `t68`.`staff_id` ORDER BY `t68`.`is_first` DESC) - 1 AS `place`
      FROM (
        SELECT
          `t65`.`staff_id`,
          `t65`.`ethnicity`,
          `t65`.`pay_band`,
          `t65`.`disciplinary_rank`,
          `t65`.`label`,
          IF(
            (
              `t65`.`problem` IS NULL
            )
            AND (
              MIN(
                IF(`t65`.`disciplinary_rank` >= 2, `t65`.`disciplinary_rank`, CAST(NULL AS INT64))
              ) OVER (
                PARTITION BY `t65`.`staff_id`
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) <> MAX(
                IF(`t65`.`disciplinary_rank` >= 2, `t65`.`disciplinary_rank`, CAST(NULL AS INT64))
              ) OVER (
                PARTITION BY `t65`.`staff_id`
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            ),
            'posts of a person differ in disciplinary',
            `t65`.`problem`
          ) AS `problem`,
          `t65`.`is_past`,
          `t65`.`is_over`,
          `t65`.`is_kept`,
          `t65`.`pay`,
          `t65`.`most`,
          `t65`.`unpaid`,
          `t65`.`is_first`
        FROM (
          SELECT
            `t62`.`staff_id`,
            `t62`.`ethnicity`,
            `t62`.`pay_band`,
            `t62`.`disciplinary_rank`,
            `t62`.`label`,
            IF(
              (
                `t62`.`problem` IS NULL
              )
              AND (
                MIN(`t62`.`label`) OVER (
                  PARTITION BY `t62`.`staff_id`
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) <> MAX(`t62`.`label`) OVER (
                  PARTITION BY `t62`.`staff_id`
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              ),
              'posts of a person differ in ethnicity',
              `t62`.`problem`
            ) AS `problem`,
            `t62`.`is_past`,
            `t62`.`is_over`,
            `t62`.`is_kept`,
            `t62`.`pay`,
            `t62`.`most`,
            `t62`.`unpaid`,
            `t62`.`is_first`
          FROM (
            SELECT
              `t59`.`staff_id`,
              `t59`.`ethnicity`,
              `t59`.`pay_band`,
              `t59`.`disciplinary_rank`,
              `t59`.`label`,
              IF(
                (
                  `t59`.`problem` IS NULL
                )
                AND (
                  MIN(IF(`t59`.`is_first` = 1, LOWER(`t59`.`pay_band`), CAST(NULL AS STRING))) OVER (
                    PARTITION BY `t59`.`staff_id`
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX(IF(`t59`.`is_first` = 1, LOWER(`t59`.`pay_band`), CAST(NULL AS STRING))) OVER (
                    PARTITION BY `t59`.`staff_id`
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                ),
                'posts of a person differ in pay_band, and none is paid more',
                `t59`.`problem`
              ) AS `problem`,
              `t59`.`is_past`,
              `t59`.`is_over`,
              `t59`.`is_kept`,
              `t59`.`pay`,
              `t59`.`most`,
              `t59`.`unpaid`,
              `t59`.`is_first`
            FROM (
              SELECT
                `t57`.`staff_id`,
                `t57`.`ethnicity`,
                `t57`.`pay_band`,
                `t57`.`disciplinary_rank`,
                `t57`.`label`,
                `t57`.`problem`,
                `t57`.`is_past`,
                `t57`.`is_over`,
                `t57`.`is_kept`,
                `t57`.`pay`,
                `t57`.`most`,
                `t57`.`unpaid`,
                IF(
                  (
                    `t57`.`is_kept` = 1
                  )
                  AND (
                    (
                      `t57`.`pay` = `t57`.`most`
                    ) OR (
                      `t57`.`unpaid` = 1
                    )
                  ),
                  1,
                  0
                ) AS `is_first`
              FROM (
                SELECT
                  `t53`.`staff_id`,
                  `t53`.`ethnicity`,
                  `t53`.`pay_band`,
                  `t53`.`disciplinary_rank`,
                  `t53`.`label`,
                  `t53`.`problem`,
                  `t53`.`is_past`,
                  `t53`.`is_over`,
                  `t53`.`is_kept`,
                  `t53`.`pay`,
                  MAX(`t53`.`pay`) OVER (
                    PARTITION BY `t53`.`staff_id`
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS `most`,
                  MAX(IF((
                    `t53`.`is_kept` = 1
                  ) AND (
                    `t53`.`pay` IS NULL
                  ), 1, 0)) OVER (
                    PARTITION BY `t53`.`staff_id`
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS `unpaid`
                FROM (
                  SELECT
                    `t49`.`staff_id`,
                    `t49`.`ethnicity`,
                    `t49`.`pay_band`,
                    `t49`.`disciplinary_rank`,
                    `t49`.`label`,
                    `t49`.`problem`,
                    `t49`.`is_past`,
                    `t49`.`is_over`,
                    `t49`.`is_kept`,
                    IF(`t49`.`is_kept` = 1, CAST(0 AS NUMERIC), CAST(NULL AS NUMERIC)) AS `pay`
                  FROM (
                    SELECT
                      `t41`.`staff_id`,
                      `t41`.`ethnicity`,
                      `t41`.`pay_band`,
                      `t41`.`disciplinary_rank`,
                      `t41`.`label`,
                      `t41`.`problem`,
                      `t41`.`is_past`,
                      `t41`.`is_over`,
                      IF((
                        `t41`.`is_past` = 0
                      ) OR (
                        `t41`.`is_over` = 1
                      ), 1, 0) AS `is_kept`
                    FROM (
                      SELECT
                        `t36`.`staff_id`,
                        `t36`.`ethnicity`,
                        `t36`.`pay_band`,
                        `t36`.`disciplinary_rank`,
                        `t36`.`label`,
                        `t36`.`problem`,
                        `t36`.`is_past`,
                        MIN(`t36`.`is_past`) OVER (
                          PARTITION BY `t36`.`staff_id`
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS `is_over`
                      FROM (
                        SELECT
                          `t35`.`staff_id`,
                          `t35`.`ethnicity`,
                          `t35`.`pay_band`,
                          `t35`.`disciplinary_rank`,
                          `t35`.`label`,
                          `t35`.`problem`,
                          IF(0 = 1, 1, 0) AS `is_past`
                        FROM (
                          SELECT
                            `t31`.`staff_id`,
                            `t31`.`ethnicity`,
                            `t31`.`pay_band`,
                            `t31`.`disciplinary_rank`,
                            `t31`.`label`,
                            IF(
                              (
                                `t31`.`problem` IS NULL
                              ) AND (
                                `t31`.`staff_id` IS NULL
                              ),
                              'a row has no staff number',
                              `t31`.`problem`
                            ) AS `problem`
                          FROM (
                            SELECT
                              `t27`.`staff_id`,
                              `t27`.`ethnicity`,
                              `t27`.`pay_band`,
                              `t27`.`disciplinary_rank`,
                              `t27`.`label`,
                              IF(
                                (
                                  `t27`.`problem` IS NULL
                                ) AND (
                                  `t27`.`disciplinary_rank` = 9
                                ),
                                'disciplinary holds an unknown word',
                                `t27`.`problem`
                              ) AS `problem`
                            FROM (
                              SELECT
                                `t23`.`staff_id`,
                                `t23`.`ethnicity`,
                                `t23`.`pay_band`,
                                `t23`.`disciplinary_rank`,
                                `t23`.`label`,
                                CAST(NULL AS STRING) AS `problem`
                              FROM (
                                SELECT
                                  `t19`.`staff_id`,
                                  `t19`.`ethnicity`,
                                  `t19`.`pay_band`,
                                  CASE
                                    WHEN `t19`.`disciplinary_lower` IS NULL
                                    THEN CAST(NULL AS INT64)
                                    WHEN `t19`.`disciplinary_lower` IN ('1', 'true', 'y', 'yes')
                                    THEN 3
                                    WHEN `t19`.`disciplinary_lower` IN ('0', 'false', 'n', 'no')
                                    THEN 2
                                    WHEN `t19`.`disciplinary_lower` IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
                                    THEN 1
                                    WHEN `t19`.`disciplinary_words` IN (
                                      'declined to answer',
                                      'do not wish to answer',
                                      'do not wish to say',
                                      'dont know',
                                      'i prefer not to say',
                                      'n a',
                                      'n k',
                                      'no answer',
                                      'no comment',
                                      'no response',
                                      'not answered',
                                      'not applicable',
                                      'not asked',
                                      'not available',
                                      'not disclosed',
                                      'not known',
                                      'not recorded',
                                      'not stated',
                                      'prefer not to answer',
                                      'prefer not to disclose',
                                      'prefer not to say',
                                      'rather not answer',
                                      'rather not say'
                                    )
                                    THEN 1
                                    ELSE 9
                                  END AS `disciplinary_rank`,
                                  NULLIF(TRIM(REPLACE(REPLACE(`t19`.`label`, '  ', ' '), '  ', ' '), ' '), '') AS `label`
                                FROM (
                                  SELECT
                                    `t15`.`disciplinary`,
                                    `t15`.`staff_id`,
                                    `t15`.`ethnicity`,
                                    `t15`.`pay_band`,
                                    `t15`.`disciplinary_lower`,
                                    REPLACE(
                                      REPLACE(
                                        REPLACE(
                                          REPLACE(
                                            REPLACE(
                                              REPLACE(REPLACE(REPLACE(REPLACE(`t15`.`label`, '-', ' '), '_', ' '), '/', ' '), '–', ' '),
                                              ':',
                                              ' '
                                            ),
                                            ',',
                                            ' '
                                          ),
                                          '(',
                                          ' '
                                        ),
                                        ')',
                                        ' '
                                      ),
                                      '.',
                                      ' '
                                    ) AS `label`,
                                    REPLACE(
                                      REPLACE(
                                        REPLACE(
                                          REPLACE(REPLACE(REPLACE(`t15`.`disciplinary_lower`, '\'', ''), '’', ''), '-', ' '),
                                          '_',
                                          ' '
                                        ),
                                        '/',
                                        ' '
                                      ),
                                      '–',
                                      ' '
                                    ) AS `disciplinary_words`
                                  FROM (
                                    SELECT
                                      `t11`.`disciplinary`,
                                      `t11`.`staff_id`,
                                      `t11`.`ethnicity`,
                                      `t11`.`pay_band`,
                                      LOWER(`t11`.`disciplinary`) AS `disciplinary_lower`,
                                      LOWER(COALESCE(`t11`.`ethnicity`, '')) AS `label`
                                    FROM (
                                      SELECT
                                        *
                                      FROM (
                                        SELECT
                                          NULLIF(TRIM(CAST(`t3`.`disciplinary` AS STRING), ' '), '') AS `disciplinary`,
                                          NULLIF(TRIM(CAST(`t3`.`Staff ID` AS STRING), ' '), '') AS `staff_id`,
                                          NULLIF(TRIM(CAST(`t3`.`Ethnic Origin` AS STRING), ' '), '') AS `ethnicity`,
                                          NULLIF(TRIM(CAST(`t3`.`Pay Band` AS STRING), ' '), '') AS `pay_band`
                                        FROM `staff` AS `t3`
                                      ) AS `t7`
                                      WHERE
                                        (
                                          `t7`.`disciplinary` IS NOT NULL
                                        )
                                        OR (
                                          `t7`.`staff_id` IS NOT NULL
                                        )
                                        OR (
                                          `t7`.`ethnicity` IS NOT NULL
                                        )
                                        OR (
                                          `t7`.`pay_band` IS NOT NULL
                                        )
                                    ) AS `t11`
                                  ) AS `t15`
                                ) AS `t19`
                              ) AS `t23`
                            ) AS `t27`
                          ) AS `t31`
                        ) AS `t35`
                      ) AS `t36`
                    ) AS `t41`
                  ) AS `t49`
                ) AS `t53`
              ) AS `t57`
            ) AS `t59`
          ) AS `t62`
        ) AS `t65`
      ) AS `t68`
    ) AS `t69`
    WHERE
      `t69`.`place` = 0
  ) AS `t70`
)
SELECT
  *
FROM (
  SELECT
    `t95`.`item`,
    `t95`.`answer`,
    `t95`.`ethnicity`,
    `t95`.`people`
  FROM (
    SELECT
      `t94`.`item`,
      `t94`.`answer`,
      `t94`.`label`,
      MIN(`t94`.`ethnicity`) AS `ethnicity`,
      COUNT(*) AS `people`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      `t83`.`item`,
                      `t83`.`answer`,
                      COALESCE(COALESCE(`t83`.`problem`, `t83`.`ethnicity`), '') AS `ethnicity`,
                      COALESCE(COALESCE(`t83`.`problem`, `t83`.`label`), '') AS `label`
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t77`.`staff_id`,
                          `t77`.`ethnicity`,
                          `t77`.`label`,
                          `t77`.`problem`,
                          'left' AS `item`,
                          'yes' AS `answer`
                        FROM (
                          SELECT
                            `t67`.`staff_id`,
                            `t67`.`ethnicity`,
                            `t67`.`label`,
                            `t67`.`problem`
                          FROM (
                            SELECT
                              `t64`.`staff_id`,
                              MAX(`t64`.`ethnicity`) AS `ethnicity`,
                              MAX(`t64`.`label`) AS `label`,
                              MAX(`t64`.`problem`) AS `problem`
                            FROM (
                              SELECT
                                `t63`.`staff_id`,
                                `t63`.`ethnicity`,
                                `t63`.`leaving_date`,
                                `t63`.`label`,
                                IF(
                                  (
                                    `t63`.`problem` IS NULL
                                  ) AND (
                                    `t63`.`staff_id` IS NULL
                                  ),
                                  'a row has no staff number',
                                  `t63`.`problem`
                                ) AS `problem`,
                                `t63`.`day`,
                                `t63`.`signs`
                              FROM (
                                SELECT
                                  *
                                FROM (
                                  SELECT
                                    `t60`.`staff_id`,
                                    `t60`.`ethnicity`,
                                    `t60`.`leaving_date`,
                                    `t60`.`label`,
                                    IF(
                                      (
                                        `t60`.`problem` IS NULL
                                      ) AND (
                                        `t60`.`day` IS NULL
                                      ),
                                      'a date is not written as 2025-09-30 or 30/09/2025',
                                      `t60`.`problem`
                                    ) AS `problem`,
                                    `t60`.`day`,
                                    `t60`.`signs`
                                  FROM (
                                    SELECT
                                      `t58`.`staff_id`,
                                      `t58`.`ethnicity`,
                                      `t58`.`leaving_date`,
                                      `t58`.`label`,
                                      IF(
                                        (
                                          `t58`.`problem` IS NULL
                                        ) AND (
                                          COALESCE(`t58`.`leaving_date`) IS NULL
                                        ),
                                        'an event has no date',
                                        `t58`.`problem`
                                      ) AS `problem`,
                                      `t58`.`day`,
                                      `t58`.`signs`
                                    FROM (
                                      SELECT
                                        `t50`.`staff_id`,
                                        `t50`.`ethnicity`,
                                        `t50`.`leaving_date`,
                                        `t50`.`label`,
                                        `t50`.`problem`,
                                        IF(
                                          SUBSTRING(`t50`.`day`, IF((
                                            5 + 1
                                          ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t50`.`day`)), 2) BETWEEN '01' AND '12'
                                          AND SUBSTRING(`t50`.`day`, IF((
                                            8 + 1
                                          ) >= 1, 8 + 1, 8 + 1 + LENGTH(`t50`.`day`)), 2) BETWEEN '01' AND '31'
                                          AND (
                                            LENGTH(`t50`.`day`) = 10
                                          )
                                          AND (
                                            SUBSTRING(`t50`.`day`, IF((
                                              4 + 1
                                            ) >= 1, 4 + 1, 4 + 1 + LENGTH(`t50`.`day`)), 1) = '-'
                                          )
                                          AND NOT (
                                            SUBSTRING(`t50`.`day`, IF((
                                              5 + 1
                                            ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t50`.`day`)), 2) IN ('04', '06', '09', '11')
                                            AND (
                                              SUBSTRING(`t50`.`day`, IF((
                                                8 + 1
                                              ) >= 1, 8 + 1, 8 + 1 + LENGTH(`t50`.`day`)), 2) = '31'
                                            )
                                          )
                                          AND NOT (
                                            (
                                              SUBSTRING(`t50`.`day`, IF((
                                                5 + 1
                                              ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t50`.`day`)), 2) = '02'
                                            )
                                            AND (
                                              SUBSTRING(`t50`.`day`, IF((
                                                8 + 1
                                              ) >= 1, 8 + 1, 8 + 1 + LENGTH(`t50`.`day`)), 2) > IF(
                                                SUBSTRING(`t50`.`day`, IF((
                                                  0 + 1
                                                ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t50`.`day`)), 4) IN (
                                                  '1920',
                                                  '1924',
                                                  '1928',
                                                  '1932',
                                                  '1936',
                                                  '1940',
                                                  '1944',
                                                  '1948',
                                                  '1952',
                                                  '1956',
                                                  '1960',
                                                  '1964',
                                                  '1968',
                                                  '1972',
                                                  '1976',
                                                  '1980',
                                                  '1984',
                                                  '1988',
                                                  '1992',
                                                  '1996',
                                                  '2000',
                                                  '2004',
                                                  '2008',
                                                  '2012',
                                                  '2016',
                                                  '2020',
                                                  '2024',
                                                  '2028',
                                                  '2032',
                                                  '2036',
                                                  '2040',
                                                  '2044',
                                                  '2048',
                                                  '2052',
                                                  '2056',
                                                  '2060',
                                                  '2064',
                                                  '2068',
                                                  '2072',
                                                  '2076',
                                                  '2080',
                                                  '2084',
                                                  '2088',
                                                  '2092',
                                                  '2096'
                                                ),
                                                '29',
                                                '28'
                                              )
                                            )
                                          ),
                                          `t50`.`day`,
                                          CAST(NULL AS STRING)
                                        ) AS `day`,
                                        `t50`.`signs`
                                      FROM (
                                        SELECT
                                          `t39`.`staff_id`,
                                          `t39`.`ethnicity`,
                                          `t39`.`leaving_date`,
                                          `t39`.`label`,
                                          `t39`.`problem`,
                                          CASE
                                            WHEN (
                                              `t39`.`signs` = '--'
                                            )
                                            AND (
                                              SUBSTRING(`t39`.`day`, IF((
                                                4 + 1
                                              ) >= 1, 4 + 1, 4 + 1 + LENGTH(`t39`.`day`)), 1) = '-'
                                            )
                                            THEN `t39`.`day`
                                            WHEN `t39`.`signs` IN ('--', '//', '..')
                                            AND (
                                              SUBSTRING(`t39`.`day`, IF((
                                                4 + 1
                                              ) >= 1, 4 + 1, 4 + 1 + LENGTH(`t39`.`day`)), 1) <> '-'
                                            )
                                            THEN CONCAT(
                                              CONCAT(
                                                CONCAT(
                                                  CONCAT(
                                                    SUBSTRING(`t39`.`day`, IF((
                                                      6 + 1
                                                    ) >= 1, 6 + 1, 6 + 1 + LENGTH(`t39`.`day`)), 4),
                                                    '-'
                                                  ),
                                                  SUBSTRING(`t39`.`day`, IF((
                                                    3 + 1
                                                  ) >= 1, 3 + 1, 3 + 1 + LENGTH(`t39`.`day`)), 2)
                                                ),
                                                '-'
                                              ),
                                              SUBSTRING(`t39`.`day`, IF((
                                                0 + 1
                                              ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t39`.`day`)), 2)
                                            )
                                            ELSE CAST(NULL AS STRING)
                                          END AS `day`,
                                          `t39`.`signs`
                                        FROM (
                                          SELECT
                                            `t28`.`staff_id`,
                                            `t28`.`ethnicity`,
                                            `t28`.`leaving_date`,
                                            `t28`.`label`,
                                            `t28`.`problem`,
                                            `t28`.`day`,
                                            REPLACE(
                                              REPLACE(
                                                REPLACE(
                                                  REPLACE(
                                                    REPLACE(
                                                      REPLACE(
                                                        REPLACE(REPLACE(REPLACE(REPLACE(`t28`.`day`, '0', ''), '1', ''), '2', ''), '3', ''),
                                                        '4',
                                                        ''
                                                      ),
                                                      '5',
                                                      ''
                                                    ),
                                                    '6',
                                                    ''
                                                  ),
                                                  '7',
                                                  ''
                                                ),
                                                '8',
                                                ''
                                              ),
                                              '9',
                                              ''
                                            ) AS `signs`
                                          FROM (
                                            SELECT
                                              `t26`.`staff_id`,
                                              `t26`.`ethnicity`,
                                              `t26`.`leaving_date`,
                                              `t26`.`label`,
                                              `t26`.`problem`,
                                              SUBSTRING(
                                                COALESCE(`t26`.`leaving_date`),
                                                IF((
                                                  0 + 1
                                                ) >= 1, 0 + 1, 0 + 1 + LENGTH(COALESCE(`t26`.`leaving_date`))),
                                                10
                                              ) AS `day`
                                            FROM (
                                              SELECT
                                                `t22`.`staff_id`,
                                                `t22`.`ethnicity`,
                                                `t22`.`leaving_date`,
                                                `t22`.`label`,
                                                CAST(NULL AS STRING) AS `problem`
                                              FROM (
                                                SELECT
                                                  `t18`.`staff_id`,
                                                  `t18`.`ethnicity`,
                                                  `t18`.`leaving_date`,
                                                  NULLIF(TRIM(REPLACE(REPLACE(`t18`.`label`, '  ', ' '), '  ', ' '), ' '), '') AS `label`
                                                FROM (
                                                  SELECT
                                                    `t14`.`staff_id`,
                                                    `t14`.`ethnicity`,
                                                    `t14`.`leaving_date`,
                                                    REPLACE(
                                                      REPLACE(
                                                        REPLACE(
                                                          REPLACE(
                                                            REPLACE(
                                                              REPLACE(REPLACE(REPLACE(REPLACE(`t14`.`label`, '-', ' '), '_', ' '), '/', ' '), '–', ' '),
                                                              ':',
                                                              ' '
                                                            ),
                                                            ',',
                                                            ' '
                                                          ),
                                                          '(',
                                                          ' '
                                                        ),
                                                        ')',
                                                        ' '
                                                      ),
                                                      '.',
                                                      ' '
                                                    ) AS `label`
                                                  FROM (
                                                    SELECT
                                                      `t10`.`staff_id`,
                                                      `t10`.`ethnicity`,
                                                      `t10`.`leaving_date`,
                                                      LOWER(COALESCE(`t10`.`ethnicity`, '')) AS `label`
                                                    FROM (
                                                      SELECT
                                                        *
                                                      FROM (
                                                        SELECT
                                                          NULLIF(TRIM(CAST(`t2`.`staff_id` AS STRING), ' '), '') AS `staff_id`,
                                                          NULLIF(TRIM(CAST(`t2`.`ethnicity` AS STRING), ' '), '') AS `ethnicity`,
                                                          NULLIF(TRIM(CAST(`t2`.`leaving_date` AS STRING), ' '), '') AS `leaving_date`
                                                        FROM `leavers` AS `t2`
                                                      ) AS `t6`
                                                      WHERE
                                                        (
                                                          `t6`.`staff_id` IS NOT NULL
                                                        )
                                                        OR (
                                                          `t6`.`ethnicity` IS NOT NULL
                                                        )
                                                        OR (
                                                          `t6`.`leaving_date` IS NOT NULL
                                                        )
                                                    ) AS `t10`
                                                  ) AS `t14`
                                                ) AS `t18`
                                              ) AS `t22`
                                            ) AS `t26`
                                          ) AS `t28`
                                        ) AS `t39`
                                      ) AS `t50`
                                    ) AS `t58`
                                  ) AS `t60`
                                ) AS `t61`
                                WHERE
                                  (
                                    (
                                      `t61`.`day` >= '2024-10-01'
                                    ) AND (
                                      `t61`.`day` <= '2025-09-30'
                                    )
                                  )
                                  OR (
                                    `t61`.`problem` IS NOT NULL
                                  )
                              ) AS `t63`
                            ) AS `t64`
                            GROUP BY
                              1
                          ) AS `t67`
                          WHERE
                            NOT EXISTS(
                              SELECT
                                1
                              FROM `t71` AS `t73`
                              WHERE
                                `t67`.`staff_id` = `t73`.`staff_id`
                            )
                        ) AS `t77`
                      ) AS `t81`
                      WHERE
                        `t81`.`answer` IS NOT NULL
                    ) AS `t83`
                  ) AS `t87`
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      `t82`.`item`,
                      `t82`.`answer`,
                      COALESCE(COALESCE(`t82`.`problem`, `t82`.`ethnicity`), '') AS `ethnicity`,
                      COALESCE(COALESCE(`t82`.`problem`, `t82`.`label`), '') AS `label`
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t76`.`staff_id`,
                          `t76`.`ethnicity`,
                          `t76`.`pay_band`,
                          `t76`.`disciplinary_rank`,
                          `t76`.`label`,
                          `t76`.`problem`,
                          `t76`.`is_past`,
                          `t76`.`is_over`,
                          `t76`.`is_kept`,
                          `t76`.`pay`,
                          `t76`.`most`,
                          `t76`.`unpaid`,
                          `t76`.`is_first`,
                          `t76`.`place`,
                          `t76`.`left_rank`,
                          'pay_band' AS `item`,
                          `t76`.`pay_band` AS `answer`
                        FROM (
                          SELECT
                            *
                          FROM `t71` AS `t72`
                          WHERE
                            NOT (
                              COALESCE(`t72`.`left_rank`, 0) = 3
                            )
                        ) AS `t76`
                      ) AS `t80`
                      WHERE
                        `t80`.`answer` IS NOT NULL
                    ) AS `t82`
                  ) AS `t86`
                ) AS `t88`
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    `t78`.`item`,
                    `t78`.`answer`,
                    COALESCE(COALESCE(`t78`.`problem`, `t78`.`ethnicity`), '') AS `ethnicity`,
                    COALESCE(COALESCE(`t78`.`problem`, `t78`.`label`), '') AS `label`
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t72`.`staff_id`,
                        `t72`.`ethnicity`,
                        `t72`.`pay_band`,
                        `t72`.`disciplinary_rank`,
                        `t72`.`label`,
                        `t72`.`problem`,
                        `t72`.`is_past`,
                        `t72`.`is_over`,
                        `t72`.`is_kept`,
                        `t72`.`pay`,
                        `t72`.`most`,
                        `t72`.`unpaid`,
                        `t72`.`is_first`,
                        `t72`.`place`,
                        `t72`.`left_rank`,
                        'disciplinary' AS `item`,
                        CASE
                          WHEN `t72`.`disciplinary_rank` = 3
                          THEN 'yes'
                          WHEN `t72`.`disciplinary_rank` = 2
                          THEN 'no'
                          WHEN `t72`.`disciplinary_rank` = 9
                          THEN 'not understood'
                          ELSE CAST(NULL AS STRING)
                        END AS `answer`
                      FROM `t71` AS `t72`
                    ) AS `t74`
                    WHERE
                      `t74`.`answer` IS NOT NULL
                  ) AS `t78`
                ) AS `t84`
              ) AS `t89`
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  `t79`.`item`,
                  `t79`.`answer`,
                  COALESCE(COALESCE(`t79`.`problem`, `t79`.`ethnicity`), '') AS `ethnicity`,
                  COALESCE(COALESCE(`t79`.`problem`, `t79`.`label`), '') AS `label`
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      `t72`.`staff_id`,
                      `t72`.`ethnicity`,
                      `t72`.`pay_band`,
                      `t72`.`disciplinary_rank`,
                      `t72`.`label`,
                      `t72`.`problem`,
                      `t72`.`is_past`,
                      `t72`.`is_over`,
                      `t72`.`is_kept`,
                      `t72`.`pay`,
                      `t72`.`most`,
                      `t72`.`unpaid`,
                      `t72`.`is_first`,
                      `t72`.`place`,
                      `t72`.`left_rank`,
                      'left' AS `item`,
                      CASE
                        WHEN `t72`.`left_rank` = 3
                        THEN 'yes'
                        WHEN `t72`.`left_rank` = 2
                        THEN 'no'
                        WHEN `t72`.`left_rank` = 9
                        THEN 'not understood'
                        ELSE CAST(NULL AS STRING)
                      END AS `answer`
                    FROM `t71` AS `t72`
                  ) AS `t75`
                  WHERE
                    `t75`.`answer` IS NOT NULL
                ) AS `t79`
              ) AS `t85`
            ) AS `t90`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t51`.`item`,
                `t51`.`answer`,
                COALESCE(COALESCE(`t51`.`problem`, `t51`.`ethnicity`), '') AS `ethnicity`,
                COALESCE(COALESCE(`t51`.`problem`, `t51`.`label`), '') AS `label`
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    `t44`.`ethnicity`,
                    `t44`.`shortlisted_rank`,
                    `t44`.`appointed_rank`,
                    `t44`.`label`,
                    `t44`.`problem`,
                    'shortlisted' AS `item`,
                    CASE
                      WHEN `t44`.`shortlisted_rank` = 3
                      THEN 'yes'
                      WHEN `t44`.`shortlisted_rank` = 2
                      THEN 'no'
                      WHEN `t44`.`shortlisted_rank` = 9
                      THEN 'not understood'
                      ELSE CAST(NULL AS STRING)
                    END AS `answer`
                  FROM `t40` AS `t44`
                ) AS `t47`
                WHERE
                  `t47`.`answer` IS NOT NULL
              ) AS `t51`
            ) AS `t54`
          ) AS `t91`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t55`.`item`,
              `t55`.`answer`,
              COALESCE(COALESCE(`t55`.`problem`, `t55`.`ethnicity`), '') AS `ethnicity`,
              COALESCE(COALESCE(`t55`.`problem`, `t55`.`label`), '') AS `label`
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  `t48`.`ethnicity`,
                  `t48`.`shortlisted_rank`,
                  `t48`.`appointed_rank`,
                  `t48`.`label`,
                  `t48`.`problem`,
                  'appointed' AS `item`,
                  CASE
                    WHEN `t48`.`appointed_rank` = 3
                    THEN 'yes'
                    WHEN `t48`.`appointed_rank` = 2
                    THEN 'no'
                    WHEN `t48`.`appointed_rank` = 9
                    THEN 'not understood'
                    ELSE CAST(NULL AS STRING)
                  END AS `answer`
                FROM (
                  SELECT
                    *
                  FROM `t40` AS `t44`
                  WHERE
                    COALESCE(`t44`.`shortlisted_rank`, 0) = 3
                ) AS `t48`
              ) AS `t52`
              WHERE
                `t52`.`answer` IS NOT NULL
            ) AS `t55`
          ) AS `t56`
        ) AS `t92`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t42`.`item`,
            `t42`.`answer`,
            COALESCE(COALESCE(`t42`.`problem`, `t42`.`ethnicity`), '') AS `ethnicity`,
            COALESCE(COALESCE(`t42`.`problem`, `t42`.`label`), '') AS `label`
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t34`.`ethnicity`,
                `t34`.`harassment_public_rank`,
                `t34`.`harassment_colleagues_rank`,
                `t34`.`label`,
                `t34`.`problem`,
                'harassment_public' AS `item`,
                CASE
                  WHEN `t34`.`harassment_public_rank` = 3
                  THEN 'yes'
                  WHEN `t34`.`harassment_public_rank` = 2
                  THEN 'no'
                  WHEN `t34`.`harassment_public_rank` = 9
                  THEN 'not understood'
                  ELSE CAST(NULL AS STRING)
                END AS `answer`
              FROM `t32` AS `t34`
            ) AS `t37`
            WHERE
              `t37`.`answer` IS NOT NULL
          ) AS `t42`
        ) AS `t45`
      ) AS `t93`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t43`.`item`,
          `t43`.`answer`,
          COALESCE(COALESCE(`t43`.`problem`, `t43`.`ethnicity`), '') AS `ethnicity`,
          COALESCE(COALESCE(`t43`.`problem`, `t43`.`label`), '') AS `label`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t34`.`ethnicity`,
              `t34`.`harassment_public_rank`,
              `t34`.`harassment_colleagues_rank`,
              `t34`.`label`,
              `t34`.`problem`,
              'harassment_colleagues' AS `item`,
              CASE
                WHEN `t34`.`harassment_colleagues_rank` = 3
                THEN 'yes'
                WHEN `t34`.`harassment_colleagues_rank` = 2
                THEN 'no'
                WHEN `t34`.`harassment_colleagues_rank` = 9
                THEN 'not understood'
                ELSE CAST(NULL AS STRING)
              END AS `answer`
            FROM `t32` AS `t34`
          ) AS `t38`
          WHERE
            `t38`.`answer` IS NOT NULL
        ) AS `t43`
      ) AS `t46`
    ) AS `t94`
    GROUP BY
      1,
      2,
      3
  ) AS `t95`
) AS `t96`
ORDER BY
  `t96`.`item` ASC NULLS LAST,
  `t96`.`answer` ASC NULLS LAST,
  `t96`.`ethnicity` ASC NULLS LAST;
