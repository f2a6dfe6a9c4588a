WITH `t24` AS (
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
        THEN CAST(NULL AS BIGINT)
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
        THEN CAST(NULL AS BIGINT)
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
      NULLIF(TRIM(' ' FROM REPLACE(REPLACE(`t16`.`label`, ' ', ' '), ' ', ' ')), '') AS `label`
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
              NULLIF(TRIM(' ' FROM CAST(`t0`.`ethnicity` AS STRING)), '') AS `ethnicity`,
              NULLIF(TRIM(' ' FROM CAST(`t0`.`harassment_public` AS STRING)), '') AS `harassment_public`,
              NULLIF(TRIM(' ' FROM CAST(`t0`.`harassment_colleagues` AS STRING)), '') AS `harassment_colleagues`
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
), `t33` AS (
  SELECT
    `t25`.`ethnicity`,
    `t25`.`shortlisted_rank`,
    `t25`.`appointed_rank`,
    `t25`.`label`,
    IF(
      (
        `t25`.`problem` IS NULL
      )
      AND (
        (
          `t25`.`appointed_rank` = 3
        )
        AND (
          COALESCE(`t25`.`shortlisted_rank`, 0) <> 3
        )
      ),
      'appointed is yes without shortlisted',
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
          THEN CAST(NULL AS BIGINT)
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
          THEN CAST(NULL AS BIGINT)
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
        NULLIF(TRIM(' ' FROM REPLACE(REPLACE(`t17`.`label`, ' ', ' '), ' ', ' ')), '') AS `label`
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
                NULLIF(TRIM(' ' FROM CAST(`t1`.`ethnicity` AS STRING)), '') AS `ethnicity`,
                NULLIF(TRIM(' ' FROM CAST(`t1`.`shortlisted` AS STRING)), '') AS `shortlisted`,
                NULLIF(TRIM(' ' FROM CAST(`t1`.`appointed` AS STRING)), '') AS `appointed`
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
), `t74` AS (
  SELECT
    `t73`.`staff_id`,
    `t73`.`ethnicity`,
    `t73`.`pay_band`,
    `t73`.`disciplinary_rank`,
    `t73`.`label`,
    `t73`.`problem`,
    `t73`.`is_past`,
    `t73`.`is_over`,
    `t73`.`is_kept`,
    `t73`.`pay`,
    `t73`.`most`,
    `t73`.`unpaid`,
    `t73`.`is_first`,
    `t73`.`place`,
    IF(COALESCE(CAST(NULL AS BIGINT), 0) = 3, 3, 2) AS `left_rank`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t71`.`staff_id`,
        MAX(`t71`.`ethnicity`) OVER (
          PARTITION BY `t71`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `ethnicity`,
        `t71`.`pay_band`,
        MAX(`t71`.`disciplinary_rank`) OVER (
          PARTITION BY `t71`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `disciplinary_rank`,
        MAX(`t71`.`label`) OVER (
          PARTITION BY `t71`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `label`,
        MAX(`t71`.`problem`) OVER (
          PARTITION BY `t71`.`staff_id`
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS `problem`,
        `t71`.`is_past`,
        `t71`.`is_over`,
        `t71`.`is_kept`,
        `t71`.`pay`,
        `t71`.`most`,
        `t71`.`unpaid`,
        `t71`.`is_first`,
        ROW_NUMBER() OVER (PARTITION BY `t71`.`staff_id` ORDER BY `t71`.`is_first` DESC) - 1 AS `place`
      FROM (
        SELECT
          `t67`.`staff_id`,
          `t67`.`ethnicity`,
          `t67`.`pay_band`,
          `t67`.`disciplinary_rank`,
          `t67`.`label`,
          IF(
            (
              `t67`.`problem` IS NULL
            )
            AND (
              MIN(
                IF(`t67`.`disciplinary_rank` >= 2, `t67`.`disciplinary_rank`, CAST(NULL AS BIGINT))
              ) OVER (
                PARTITION BY `t67`.`staff_id`
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) <> MAX(
                IF(`t67`.`disciplinary_rank` >= 2, `t67`.`disciplinary_rank`, CAST(NULL AS BIGINT))
              ) OVER (
                PARTITION BY `t67`.`staff_id`
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            ),
            'posts of a person differ in disciplinary',
            `t67`.`problem`
          ) AS `problem`,
          `t67`.`is_past`,
          `t67`.`is_over`,
          `t67`.`is_kept`,
          `t67`.`pay`,
          `t67`.`most`,
          `t67`.`unpaid`,
          `t67`.`is_first`
        FROM (
          SELECT
            `t64`.`staff_id`,
            `t64`.`ethnicity`,
            `t64`.`pay_band`,
            `t64`.`disciplinary_rank`,
            `t64`.`label`,
            IF(
              (
                `t64`.`problem` IS NULL
              )
              AND (
                MIN(`t64`.`label`) OVER (
                  PARTITION BY `t64`.`staff_id`
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) <> MAX(`t64`.`label`) OVER (
                  PARTITION BY `t64`.`staff_id`
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              ),
              'posts of a person differ in ethnicity',
              `t64`.`problem`
            ) AS `problem`,
            `t64`.`is_past`,
            `t64`.`is_over`,
            `t64`.`is_kept`,
            `t64`.`pay`,
            `t64`.`most`,
            `t64`.`unpaid`,
            `t64`.`is_first`
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
                  MIN(IF(`t62`.`is_first` = 1, LOWER(`t62`.`pay_band`), CAST(NULL AS STRING))) OVER (
                    PARTITION BY `t62`.`staff_id`
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX(IF(`t62`.`is_first` = 1, LOWER(`t62`.`pay_band`), CAST(NULL AS STRING))) OVER (
                    PARTITION BY `t62`.`staff_id`
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                ),
                'posts of a person differ in pay_band, and none is paid more',
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
                `t60`.`staff_id`,
                `t60`.`ethnicity`,
                `t60`.`pay_band`,
                `t60`.`disciplinary_rank`,
                `t60`.`label`,
                `t60`.`problem`,
                `t60`.`is_past`,
                `t60`.`is_over`,
                `t60`.`is_kept`,
                `t60`.`pay`,
                `t60`.`most`,
                `t60`.`unpaid`,
                IF(
                  (
                    `t60`.`is_kept` = 1
                  )
                  AND (
                    (
                      `t60`.`pay` = `t60`.`most`
                    ) OR (
                      `t60`.`unpaid` = 1
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
                    `t50`.`staff_id`,
                    `t50`.`ethnicity`,
                    `t50`.`pay_band`,
                    `t50`.`disciplinary_rank`,
                    `t50`.`label`,
                    `t50`.`problem`,
                    `t50`.`is_past`,
                    `t50`.`is_over`,
                    `t50`.`is_kept`,
                    IF(`t50`.`is_kept` = 1, CAST(0 AS DECIMAL(12, 2)), CAST(NULL AS DECIMAL(12, 2))) AS `pay`
                  FROM (
                    SELECT
                      `t42`.`staff_id`,
                      `t42`.`ethnicity`,
                      `t42`.`pay_band`,
                      `t42`.`disciplinary_rank`,
                      `t42`.`label`,
                      `t42`.`problem`,
                      `t42`.`is_past`,
                      `t42`.`is_over`,
                      IF((
                        `t42`.`is_past` = 0
                      ) OR (
                        `t42`.`is_over` = 1
                      ), 1, 0) AS `is_kept`
                    FROM (
                      SELECT
                        `t37`.`staff_id`,
                        `t37`.`ethnicity`,
                        `t37`.`pay_band`,
                        `t37`.`disciplinary_rank`,
                        `t37`.`label`,
                        `t37`.`problem`,
                        `t37`.`is_past`,
                        MIN(`t37`.`is_past`) OVER (
                          PARTITION BY `t37`.`staff_id`
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS `is_over`
                      FROM (
                        SELECT
                          `t32`.`staff_id`,
                          `t32`.`ethnicity`,
                          `t32`.`pay_band`,
                          `t32`.`disciplinary_rank`,
                          `t32`.`label`,
                          `t32`.`problem`,
                          IF(0 = 1, 1, 0) AS `is_past`
                        FROM (
                          SELECT
                            `t28`.`staff_id`,
                            `t28`.`ethnicity`,
                            `t28`.`pay_band`,
                            `t28`.`disciplinary_rank`,
                            `t28`.`label`,
                            IF(
                              (
                                `t28`.`problem` IS NULL
                              ) AND (
                                `t28`.`staff_id` IS NULL
                              ),
                              'a row has no staff number',
                              `t28`.`problem`
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
                                  THEN CAST(NULL AS BIGINT)
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
                                NULLIF(TRIM(' ' FROM REPLACE(REPLACE(`t19`.`label`, ' ', ' '), ' ', ' ')), '') AS `label`
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
                                        NULLIF(TRIM(' ' FROM CAST(`t3`.`disciplinary` AS STRING)), '') AS `disciplinary`,
                                        NULLIF(TRIM(' ' FROM CAST(`t3`.`Staff ID` AS STRING)), '') AS `staff_id`,
                                        NULLIF(TRIM(' ' FROM CAST(`t3`.`Ethnic Origin` AS STRING)), '') AS `ethnicity`,
                                        NULLIF(TRIM(' ' FROM CAST(`t3`.`Pay Band` AS STRING)), '') AS `pay_band`
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
                          ) AS `t28`
                        ) AS `t32`
                      ) AS `t37`
                    ) AS `t42`
                  ) AS `t50`
                ) AS `t53`
              ) AS `t60`
            ) AS `t62`
          ) AS `t64`
        ) AS `t67`
      ) AS `t71`
    ) AS `t72`
    WHERE
      `t72`.`place` = 0
  ) AS `t73`
)
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
                *
              FROM (
                SELECT
                  `t96`.`item`,
                  `t96`.`answer`,
                  `t96`.`ethnicity`,
                  `t96`.`people`
                FROM (
                  SELECT
                    `t92`.`item`,
                    `t92`.`answer`,
                    `t92`.`label_key`,
                    MIN(`t92`.`ethnicity`) AS `ethnicity`,
                    COUNT(*) AS `people`
                  FROM (
                    SELECT
                      `t86`.`item`,
                      `t86`.`answer`,
                      COALESCE(COALESCE(`t86`.`problem`, `t86`.`ethnicity`), '') AS `ethnicity`,
                      COALESCE(COALESCE(`t86`.`problem`, `t86`.`label`), '') AS `label_key`
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t80`.`staff_id`,
                          `t80`.`ethnicity`,
                          `t80`.`label`,
                          `t80`.`problem`,
                          'left' AS `item`,
                          'yes' AS `answer`
                        FROM (
                          SELECT
                            `t70`.`staff_id`,
                            `t70`.`ethnicity`,
                            `t70`.`label`,
                            `t70`.`problem`
                          FROM (
                            SELECT
                              `t68`.`staff_id`,
                              MAX(`t68`.`ethnicity`) AS `ethnicity`,
                              MAX(`t68`.`label`) AS `label`,
                              MAX(`t68`.`problem`) AS `problem`
                            FROM (
                              SELECT
                                `t66`.`staff_id`,
                                `t66`.`ethnicity`,
                                `t66`.`leaving_date`,
                                `t66`.`label`,
                                IF(
                                  (
                                    `t66`.`problem` IS NULL
                                  ) AND (
                                    `t66`.`staff_id` IS NULL
                                  ),
                                  'a row has no staff number',
                                  `t66`.`problem`
                                ) AS `problem`,
                                `t66`.`day`,
                                `t66`.`signs`
                              FROM (
                                SELECT
                                  *
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
                                        `t63`.`day` IS NULL
                                      ),
                                      'a date is not written as 2025-09-30 or 30/09/2025',
                                      `t63`.`problem`
                                    ) AS `problem`,
                                    `t63`.`day`,
                                    `t63`.`signs`
                                  FROM (
                                    SELECT
                                      `t61`.`staff_id`,
                                      `t61`.`ethnicity`,
                                      `t61`.`leaving_date`,
                                      `t61`.`label`,
                                      IF(
                                        (
                                          `t61`.`problem` IS NULL
                                        ) AND (
                                          COALESCE(`t61`.`leaving_date`) IS NULL
                                        ),
                                        'an event has no date',
                                        `t61`.`problem`
                                      ) AS `problem`,
                                      `t61`.`day`,
                                      `t61`.`signs`
                                    FROM (
                                      SELECT
                                        `t57`.`staff_id`,
                                        `t57`.`ethnicity`,
                                        `t57`.`leaving_date`,
                                        `t57`.`label`,
                                        `t57`.`problem`,
                                        IF(
                                          SUBSTRING(`t57`.`day`, IF((
                                            5 + 1
                                          ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t57`.`day`)), 2) BETWEEN '01' AND '12'
                                          AND SUBSTRING(`t57`.`day`, IF((
                                            8 + 1
                                          ) >= 1, 8 + 1, 8 + 1 + LENGTH(`t57`.`day`)), 2) BETWEEN '01' AND '31'
                                          AND (
                                            LENGTH(`t57`.`day`) = 10
                                          )
                                          AND (
                                            SUBSTRING(`t57`.`day`, IF((
                                              4 + 1
                                            ) >= 1, 4 + 1, 4 + 1 + LENGTH(`t57`.`day`)), 1) = '-'
                                          )
                                          AND NOT (
                                            SUBSTRING(`t57`.`day`, IF((
                                              5 + 1
                                            ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t57`.`day`)), 2) IN ('04', '06', '09', '11')
                                            AND (
                                              SUBSTRING(`t57`.`day`, IF((
                                                8 + 1
                                              ) >= 1, 8 + 1, 8 + 1 + LENGTH(`t57`.`day`)), 2) = '31'
                                            )
                                          )
                                          AND NOT (
                                            (
                                              SUBSTRING(`t57`.`day`, IF((
                                                5 + 1
                                              ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t57`.`day`)), 2) = '02'
                                            )
                                            AND (
                                              SUBSTRING(`t57`.`day`, IF((
                                                8 + 1
                                              ) >= 1, 8 + 1, 8 + 1 + LENGTH(`t57`.`day`)), 2) > IF(
                                                SUBSTRING(`t57`.`day`, IF((
                                                  0 + 1
                                                ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t57`.`day`)), 4) IN (
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
                                          `t57`.`day`,
                                          CAST(NULL AS STRING)
                                        ) AS `day`,
                                        `t57`.`signs`
                                      FROM (
                                        SELECT
                                          `t47`.`staff_id`,
                                          `t47`.`ethnicity`,
                                          `t47`.`leaving_date`,
                                          `t47`.`label`,
                                          `t47`.`problem`,
                                          CASE
                                            WHEN (
                                              `t47`.`signs` = '--'
                                            )
                                            AND (
                                              SUBSTRING(`t47`.`day`, IF((
                                                4 + 1
                                              ) >= 1, 4 + 1, 4 + 1 + LENGTH(`t47`.`day`)), 1) = '-'
                                            )
                                            THEN `t47`.`day`
                                            WHEN `t47`.`signs` IN ('--', '//', '..')
                                            AND (
                                              SUBSTRING(`t47`.`day`, IF((
                                                4 + 1
                                              ) >= 1, 4 + 1, 4 + 1 + LENGTH(`t47`.`day`)), 1) <> '-'
                                            )
                                            THEN CONCAT(
                                              CONCAT(
                                                CONCAT(
                                                  CONCAT(
                                                    SUBSTRING(`t47`.`day`, IF((
                                                      6 + 1
                                                    ) >= 1, 6 + 1, 6 + 1 + LENGTH(`t47`.`day`)), 4),
                                                    '-'
                                                  ),
                                                  SUBSTRING(`t47`.`day`, IF((
                                                    3 + 1
                                                  ) >= 1, 3 + 1, 3 + 1 + LENGTH(`t47`.`day`)), 2)
                                                ),
                                                '-'
                                              ),
                                              SUBSTRING(`t47`.`day`, IF((
                                                0 + 1
                                              ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t47`.`day`)), 2)
                                            )
                                            ELSE CAST(NULL AS STRING)
                                          END AS `day`,
                                          `t47`.`signs`
                                        FROM (
                                          SELECT
                                            `t29`.`staff_id`,
                                            `t29`.`ethnicity`,
                                            `t29`.`leaving_date`,
                                            `t29`.`label`,
                                            `t29`.`problem`,
                                            `t29`.`day`,
                                            REPLACE(
                                              REPLACE(
                                                REPLACE(
                                                  REPLACE(
                                                    REPLACE(
                                                      REPLACE(
                                                        REPLACE(REPLACE(REPLACE(REPLACE(`t29`.`day`, '0', ''), '1', ''), '2', ''), '3', ''),
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
                                                  NULLIF(TRIM(' ' FROM REPLACE(REPLACE(`t18`.`label`, ' ', ' '), ' ', ' ')), '') AS `label`
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
                                                          NULLIF(TRIM(' ' FROM CAST(`t2`.`staff_id` AS STRING)), '') AS `staff_id`,
                                                          NULLIF(TRIM(' ' FROM CAST(`t2`.`ethnicity` AS STRING)), '') AS `ethnicity`,
                                                          NULLIF(TRIM(' ' FROM CAST(`t2`.`leaving_date` AS STRING)), '') AS `leaving_date`
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
                                          ) AS `t29`
                                        ) AS `t47`
                                      ) AS `t57`
                                    ) AS `t61`
                                  ) AS `t63`
                                ) AS `t65`
                                WHERE
                                  (
                                    (
                                      `t65`.`day` >= '2024-10-01'
                                    ) AND (
                                      `t65`.`day` <= '2025-09-30'
                                    )
                                  )
                                  OR (
                                    `t65`.`problem` IS NOT NULL
                                  )
                              ) AS `t66`
                            ) AS `t68`
                            GROUP BY
                              1
                          ) AS `t70`
                          LEFT ANTI JOIN `t74` AS `t76`
                            ON `t70`.`staff_id` = `t76`.`staff_id`
                        ) AS `t80`
                      ) AS `t84`
                      WHERE
                        `t84`.`answer` IS NOT NULL
                    ) AS `t86`
                  ) AS `t92`
                  GROUP BY
                    1,
                    2,
                    3
                ) AS `t96`
              ) AS `t98`
              UNION ALL
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
                    `t91`.`item`,
                    `t91`.`answer`,
                    `t91`.`label_key`,
                    MIN(`t91`.`ethnicity`) AS `ethnicity`,
                    COUNT(*) AS `people`
                  FROM (
                    SELECT
                      `t85`.`item`,
                      `t85`.`answer`,
                      COALESCE(COALESCE(`t85`.`problem`, `t85`.`ethnicity`), '') AS `ethnicity`,
                      COALESCE(COALESCE(`t85`.`problem`, `t85`.`label`), '') AS `label_key`
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t79`.`staff_id`,
                          `t79`.`ethnicity`,
                          `t79`.`pay_band`,
                          `t79`.`disciplinary_rank`,
                          `t79`.`label`,
                          `t79`.`problem`,
                          `t79`.`is_past`,
                          `t79`.`is_over`,
                          `t79`.`is_kept`,
                          `t79`.`pay`,
                          `t79`.`most`,
                          `t79`.`unpaid`,
                          `t79`.`is_first`,
                          `t79`.`place`,
                          `t79`.`left_rank`,
                          'pay_band' AS `item`,
                          `t79`.`pay_band` AS `answer`
                        FROM (
                          SELECT
                            *
                          FROM `t74` AS `t75`
                          WHERE
                            NOT (
                              COALESCE(`t75`.`left_rank`, 0) = 3
                            )
                        ) AS `t79`
                      ) AS `t83`
                      WHERE
                        `t83`.`answer` IS NOT NULL
                    ) AS `t85`
                  ) AS `t91`
                  GROUP BY
                    1,
                    2,
                    3
                ) AS `t95`
              ) AS `t97`
            ) AS `t99`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t89`.`item`,
                `t89`.`answer`,
                `t89`.`ethnicity`,
                `t89`.`people`
              FROM (
                SELECT
                  `t87`.`item`,
                  `t87`.`answer`,
                  `t87`.`label_key`,
                  MIN(`t87`.`ethnicity`) AS `ethnicity`,
                  COUNT(*) AS `people`
                FROM (
                  SELECT
                    `t81`.`item`,
                    `t81`.`answer`,
                    COALESCE(COALESCE(`t81`.`problem`, `t81`.`ethnicity`), '') AS `ethnicity`,
                    COALESCE(COALESCE(`t81`.`problem`, `t81`.`label`), '') AS `label_key`
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t75`.`staff_id`,
                        `t75`.`ethnicity`,
                        `t75`.`pay_band`,
                        `t75`.`disciplinary_rank`,
                        `t75`.`label`,
                        `t75`.`problem`,
                        `t75`.`is_past`,
                        `t75`.`is_over`,
                        `t75`.`is_kept`,
                        `t75`.`pay`,
                        `t75`.`most`,
                        `t75`.`unpaid`,
                        `t75`.`is_first`,
                        `t75`.`place`,
                        `t75`.`left_rank`,
                        'disciplinary' AS `item`,
                        CASE
                          WHEN `t75`.`disciplinary_rank` = 3
                          THEN 'yes'
                          WHEN `t75`.`disciplinary_rank` = 2
                          THEN 'no'
                          WHEN `t75`.`disciplinary_rank` = 9
                          THEN 'not understood'
                          ELSE CAST(NULL AS STRING)
                        END AS `answer`
                      FROM `t74` AS `t75`
                    ) AS `t77`
                    WHERE
                      `t77`.`answer` IS NOT NULL
                  ) AS `t81`
                ) AS `t87`
                GROUP BY
                  1,
                  2,
                  3
              ) AS `t89`
            ) AS `t93`
          ) AS `t100`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t90`.`item`,
              `t90`.`answer`,
              `t90`.`ethnicity`,
              `t90`.`people`
            FROM (
              SELECT
                `t88`.`item`,
                `t88`.`answer`,
                `t88`.`label_key`,
                MIN(`t88`.`ethnicity`) AS `ethnicity`,
                COUNT(*) AS `people`
              FROM (
                SELECT
                  `t82`.`item`,
                  `t82`.`answer`,
                  COALESCE(COALESCE(`t82`.`problem`, `t82`.`ethnicity`), '') AS `ethnicity`,
                  COALESCE(COALESCE(`t82`.`problem`, `t82`.`label`), '') AS `label_key`
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      `t75`.`staff_id`,
                      `t75`.`ethnicity`,
                      `t75`.`pay_band`,
                      `t75`.`disciplinary_rank`,
                      `t75`.`label`,
                      `t75`.`problem`,
                      `t75`.`is_past`,
                      `t75`.`is_over`,
                      `t75`.`is_kept`,
                      `t75`.`pay`,
                      `t75`.`most`,
                      `t75`.`unpaid`,
                      `t75`.`is_first`,
                      `t75`.`place`,
                      `t75`.`left_rank`,
                      'left' AS `item`,
                      CASE
                        WHEN `t75`.`left_rank` = 3
                        THEN 'yes'
                        WHEN `t75`.`left_rank` = 2
                        THEN 'no'
                        WHEN `t75`.`left_rank` = 9
                        THEN 'not understood'
                        ELSE CAST(NULL AS STRING)
                      END AS `answer`
                    FROM `t74` AS `t75`
                  ) AS `t78`
                  WHERE
                    `t78`.`answer` IS NOT NULL
                ) AS `t82`
              ) AS `t88`
              GROUP BY
                1,
                2,
                3
            ) AS `t90`
          ) AS `t94`
        ) AS `t101`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t54`.`item`,
            `t54`.`answer`,
            `t54`.`ethnicity`,
            `t54`.`people`
          FROM (
            SELECT
              `t51`.`item`,
              `t51`.`answer`,
              `t51`.`label_key`,
              MIN(`t51`.`ethnicity`) AS `ethnicity`,
              COUNT(*) AS `people`
            FROM (
              SELECT
                `t45`.`item`,
                `t45`.`answer`,
                COALESCE(COALESCE(`t45`.`problem`, `t45`.`ethnicity`), '') AS `ethnicity`,
                COALESCE(COALESCE(`t45`.`problem`, `t45`.`label`), '') AS `label_key`
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    `t36`.`ethnicity`,
                    `t36`.`shortlisted_rank`,
                    `t36`.`appointed_rank`,
                    `t36`.`label`,
                    `t36`.`problem`,
                    'shortlisted' AS `item`,
                    CASE
                      WHEN `t36`.`shortlisted_rank` = 3
                      THEN 'yes'
                      WHEN `t36`.`shortlisted_rank` = 2
                      THEN 'no'
                      WHEN `t36`.`shortlisted_rank` = 9
                      THEN 'not understood'
                      ELSE CAST(NULL AS STRING)
                    END AS `answer`
                  FROM `t33` AS `t36`
                ) AS `t40`
                WHERE
                  `t40`.`answer` IS NOT NULL
              ) AS `t45`
            ) AS `t51`
            GROUP BY
              1,
              2,
              3
          ) AS `t54`
        ) AS `t56`
      ) AS `t102`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t58`.`item`,
          `t58`.`answer`,
          `t58`.`ethnicity`,
          `t58`.`people`
        FROM (
          SELECT
            `t55`.`item`,
            `t55`.`answer`,
            `t55`.`label_key`,
            MIN(`t55`.`ethnicity`) AS `ethnicity`,
            COUNT(*) AS `people`
          FROM (
            SELECT
              `t52`.`item`,
              `t52`.`answer`,
              COALESCE(COALESCE(`t52`.`problem`, `t52`.`ethnicity`), '') AS `ethnicity`,
              COALESCE(COALESCE(`t52`.`problem`, `t52`.`label`), '') AS `label_key`
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  `t41`.`ethnicity`,
                  `t41`.`shortlisted_rank`,
                  `t41`.`appointed_rank`,
                  `t41`.`label`,
                  `t41`.`problem`,
                  'appointed' AS `item`,
                  CASE
                    WHEN `t41`.`appointed_rank` = 3
                    THEN 'yes'
                    WHEN `t41`.`appointed_rank` = 2
                    THEN 'no'
                    WHEN `t41`.`appointed_rank` = 9
                    THEN 'not understood'
                    ELSE CAST(NULL AS STRING)
                  END AS `answer`
                FROM (
                  SELECT
                    *
                  FROM `t33` AS `t36`
                  WHERE
                    COALESCE(`t36`.`shortlisted_rank`, 0) = 3
                ) AS `t41`
              ) AS `t46`
              WHERE
                `t46`.`answer` IS NOT NULL
            ) AS `t52`
          ) AS `t55`
          GROUP BY
            1,
            2,
            3
        ) AS `t58`
      ) AS `t59`
    ) AS `t103`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t43`.`item`,
        `t43`.`answer`,
        `t43`.`ethnicity`,
        `t43`.`people`
      FROM (
        SELECT
          `t38`.`item`,
          `t38`.`answer`,
          `t38`.`label_key`,
          MIN(`t38`.`ethnicity`) AS `ethnicity`,
          COUNT(*) AS `people`
        FROM (
          SELECT
            `t34`.`item`,
            `t34`.`answer`,
            COALESCE(COALESCE(`t34`.`problem`, `t34`.`ethnicity`), '') AS `ethnicity`,
            COALESCE(COALESCE(`t34`.`problem`, `t34`.`label`), '') AS `label_key`
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t27`.`ethnicity`,
                `t27`.`harassment_public_rank`,
                `t27`.`harassment_colleagues_rank`,
                `t27`.`label`,
                `t27`.`problem`,
                'harassment_public' AS `item`,
                CASE
                  WHEN `t27`.`harassment_public_rank` = 3
                  THEN 'yes'
                  WHEN `t27`.`harassment_public_rank` = 2
                  THEN 'no'
                  WHEN `t27`.`harassment_public_rank` = 9
                  THEN 'not understood'
                  ELSE CAST(NULL AS STRING)
                END AS `answer`
              FROM `t24` AS `t27`
            ) AS `t30`
            WHERE
              `t30`.`answer` IS NOT NULL
          ) AS `t34`
        ) AS `t38`
        GROUP BY
          1,
          2,
          3
      ) AS `t43`
    ) AS `t48`
  ) AS `t104`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t44`.`item`,
      `t44`.`answer`,
      `t44`.`ethnicity`,
      `t44`.`people`
    FROM (
      SELECT
        `t39`.`item`,
        `t39`.`answer`,
        `t39`.`label_key`,
        MIN(`t39`.`ethnicity`) AS `ethnicity`,
        COUNT(*) AS `people`
      FROM (
        SELECT
          `t35`.`item`,
          `t35`.`answer`,
          COALESCE(COALESCE(`t35`.`problem`, `t35`.`ethnicity`), '') AS `ethnicity`,
          COALESCE(COALESCE(`t35`.`problem`, `t35`.`label`), '') AS `label_key`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t27`.`ethnicity`,
              `t27`.`harassment_public_rank`,
              `t27`.`harassment_colleagues_rank`,
              `t27`.`label`,
              `t27`.`problem`,
              'harassment_colleagues' AS `item`,
              CASE
                WHEN `t27`.`harassment_colleagues_rank` = 3
                THEN 'yes'
                WHEN `t27`.`harassment_colleagues_rank` = 2
                THEN 'no'
                WHEN `t27`.`harassment_colleagues_rank` = 9
                THEN 'not understood'
                ELSE CAST(NULL AS STRING)
              END AS `answer`
            FROM `t24` AS `t27`
          ) AS `t31`
          WHERE
            `t31`.`answer` IS NOT NULL
        ) AS `t35`
      ) AS `t39`
      GROUP BY
        1,
        2,
        3
    ) AS `t44`
  ) AS `t49`
) AS `t105`
ORDER BY
  `t105`.`item` ASC NULLS LAST,
  `t105`.`answer` ASC NULLS LAST,
  `t105`.`ethnicity` ASC NULLS LAST;
