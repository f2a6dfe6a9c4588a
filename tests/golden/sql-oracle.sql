WITH "t32" AS (
  SELECT
    "t29"."ethnicity",
    "t29"."harassment_public_rank",
    "t29"."harassment_colleagues_rank",
    "t29"."label",
    CASE
      WHEN (
        "t29"."problem" IS NULL
      ) AND (
        "t29"."harassment_colleagues_rank" = 9
      )
      THEN 'harassment_colleagues holds an unknown word'
      ELSE "t29"."problem"
    END AS "problem"
  FROM (
    SELECT
      "t24"."ethnicity",
      "t24"."harassment_public_rank",
      "t24"."harassment_colleagues_rank",
      "t24"."label",
      CASE
        WHEN (
          "t24"."problem" IS NULL
        ) AND (
          "t24"."harassment_public_rank" = 9
        )
        THEN 'harassment_public holds an unknown word'
        ELSE "t24"."problem"
      END AS "problem"
    FROM (
      SELECT
        "t20"."ethnicity",
        "t20"."harassment_public_rank",
        "t20"."harassment_colleagues_rank",
        "t20"."label",
        NULL AS "problem"
      FROM (
        SELECT
          "t16"."ethnicity",
          CASE
            WHEN "t16"."harassment_public_lower" IS NULL
            THEN NULL
            WHEN "t16"."harassment_public_lower" IN ('1', 'true', 'y', 'yes')
            THEN 3
            WHEN "t16"."harassment_public_lower" IN ('0', 'false', 'n', 'no')
            THEN 2
            WHEN "t16"."harassment_public_lower" IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
            THEN 1
            WHEN "t16"."harassment_public_words" IN (
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
          END AS "harassment_public_rank",
          CASE
            WHEN "t16"."harassment_colleagues_lower" IS NULL
            THEN NULL
            WHEN "t16"."harassment_colleagues_lower" IN ('1', 'true', 'y', 'yes')
            THEN 3
            WHEN "t16"."harassment_colleagues_lower" IN ('0', 'false', 'n', 'no')
            THEN 2
            WHEN "t16"."harassment_colleagues_lower" IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
            THEN 1
            WHEN "t16"."harassment_colleagues_words" IN (
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
          END AS "harassment_colleagues_rank",
          NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t16"."label", '  ', ' '), '  ', ' '), ' '), ' '), '') AS "label"
        FROM (
          SELECT
            "t12"."ethnicity",
            "t12"."harassment_public",
            "t12"."harassment_colleagues",
            "t12"."harassment_public_lower",
            "t12"."harassment_colleagues_lower",
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(
                      REPLACE(REPLACE(REPLACE(REPLACE("t12"."label", '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
            ) AS "label",
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE("t12"."harassment_public_lower", '''', ''), '’', ''), '-', ' '),
                  '_',
                  ' '
                ),
                '/',
                ' '
              ),
              '–',
              ' '
            ) AS "harassment_public_words",
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE("t12"."harassment_colleagues_lower", '''', ''), '’', ''), '-', ' '),
                  '_',
                  ' '
                ),
                '/',
                ' '
              ),
              '–',
              ' '
            ) AS "harassment_colleagues_words"
          FROM (
            SELECT
              "t8"."ethnicity",
              "t8"."harassment_public",
              "t8"."harassment_colleagues",
              LOWER("t8"."harassment_public") AS "harassment_public_lower",
              LOWER("t8"."harassment_colleagues") AS "harassment_colleagues_lower",
              LOWER(COALESCE("t8"."ethnicity", '')) AS "label"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  NULLIF(RTRIM(LTRIM(CAST("t0"."ethnicity" AS VARCHAR2(4000)), ' '), ' '), '') AS "ethnicity",
                  NULLIF(RTRIM(LTRIM(CAST("t0"."harassment_public" AS VARCHAR2(4000)), ' '), ' '), '') AS "harassment_public",
                  NULLIF(RTRIM(LTRIM(CAST("t0"."harassment_colleagues" AS VARCHAR2(4000)), ' '), ' '), '') AS "harassment_colleagues"
                FROM "survey" "t0"
              ) "t4"
              WHERE
                (
                  "t4"."ethnicity" IS NOT NULL
                )
                OR (
                  "t4"."harassment_public" IS NOT NULL
                )
                OR (
                  "t4"."harassment_colleagues" IS NOT NULL
                )
            ) "t8"
          ) "t12"
        ) "t16"
      ) "t20"
    ) "t24"
  ) "t29"
), "t40" AS (
  SELECT
    "t33"."ethnicity",
    "t33"."shortlisted_rank",
    "t33"."appointed_rank",
    "t33"."label",
    CASE
      WHEN (
        "t33"."problem" IS NULL
      )
      AND (
        (
          "t33"."appointed_rank" = 3
        )
        AND (
          COALESCE("t33"."shortlisted_rank", 0) <> 3
        )
      )
      THEN 'appointed is yes without shortlisted'
      ELSE "t33"."problem"
    END AS "problem"
  FROM (
    SELECT
      "t30"."ethnicity",
      "t30"."shortlisted_rank",
      "t30"."appointed_rank",
      "t30"."label",
      CASE
        WHEN (
          "t30"."problem" IS NULL
        ) AND (
          "t30"."appointed_rank" = 9
        )
        THEN 'appointed holds an unknown word'
        ELSE "t30"."problem"
      END AS "problem"
    FROM (
      SELECT
        "t25"."ethnicity",
        "t25"."shortlisted_rank",
        "t25"."appointed_rank",
        "t25"."label",
        CASE
          WHEN (
            "t25"."problem" IS NULL
          ) AND (
            "t25"."shortlisted_rank" = 9
          )
          THEN 'shortlisted holds an unknown word'
          ELSE "t25"."problem"
        END AS "problem"
      FROM (
        SELECT
          "t21"."ethnicity",
          "t21"."shortlisted_rank",
          "t21"."appointed_rank",
          "t21"."label",
          NULL AS "problem"
        FROM (
          SELECT
            "t17"."ethnicity",
            CASE
              WHEN "t17"."shortlisted_lower" IS NULL
              THEN NULL
              WHEN "t17"."shortlisted_lower" IN ('1', 'shortlisted', 'true', 'y', 'yes')
              THEN 3
              WHEN "t17"."shortlisted_words" IN ('invited to interview', 'short listed')
              THEN 3
              WHEN "t17"."shortlisted_lower" IN ('0', 'false', 'longlisted', 'n', 'no', 'rejected')
              THEN 2
              WHEN "t17"."shortlisted_words" IN ('not shortlisted')
              THEN 2
              WHEN "t17"."shortlisted_lower" IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
              THEN 1
              WHEN "t17"."shortlisted_words" IN (
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
            END AS "shortlisted_rank",
            CASE
              WHEN "t17"."appointed_lower" IS NULL
              THEN NULL
              WHEN "t17"."appointed_lower" IN ('1', 'appointed', 'hired', 'offered', 'successful', 'true', 'y', 'yes')
              THEN 3
              WHEN "t17"."appointed_lower" IN (
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
              WHEN "t17"."appointed_words" IN ('did not attend', 'not appointed', 'not hired', 'not successful')
              THEN 2
              WHEN "t17"."appointed_lower" IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
              THEN 1
              WHEN "t17"."appointed_words" IN (
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
            END AS "appointed_rank",
            NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t17"."label", '  ', ' '), '  ', ' '), ' '), ' '), '') AS "label"
          FROM (
            SELECT
              "t13"."ethnicity",
              "t13"."shortlisted",
              "t13"."appointed",
              "t13"."shortlisted_lower",
              "t13"."appointed_lower",
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(
                      REPLACE(
                        REPLACE(REPLACE(REPLACE(REPLACE("t13"."label", '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
              ) AS "label",
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE("t13"."shortlisted_lower", '''', ''), '’', ''), '-', ' '),
                    '_',
                    ' '
                  ),
                  '/',
                  ' '
                ),
                '–',
                ' '
              ) AS "shortlisted_words",
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE("t13"."appointed_lower", '''', ''), '’', ''), '-', ' '),
                    '_',
                    ' '
                  ),
                  '/',
                  ' '
                ),
                '–',
                ' '
              ) AS "appointed_words"
            FROM (
              SELECT
                "t9"."ethnicity",
                "t9"."shortlisted",
                "t9"."appointed",
                LOWER("t9"."shortlisted") AS "shortlisted_lower",
                LOWER("t9"."appointed") AS "appointed_lower",
                LOWER(COALESCE("t9"."ethnicity", '')) AS "label"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    NULLIF(RTRIM(LTRIM(CAST("t1"."ethnicity" AS VARCHAR2(4000)), ' '), ' '), '') AS "ethnicity",
                    NULLIF(RTRIM(LTRIM(CAST("t1"."shortlisted" AS VARCHAR2(4000)), ' '), ' '), '') AS "shortlisted",
                    NULLIF(RTRIM(LTRIM(CAST("t1"."appointed" AS VARCHAR2(4000)), ' '), ' '), '') AS "appointed"
                  FROM "shortlisting" "t1"
                ) "t5"
                WHERE
                  (
                    "t5"."ethnicity" IS NOT NULL
                  )
                  OR (
                    "t5"."shortlisted" IS NOT NULL
                  )
                  OR (
                    "t5"."appointed" IS NOT NULL
                  )
              ) "t9"
            ) "t13"
          ) "t17"
        ) "t21"
      ) "t25"
    ) "t30"
  ) "t33"
), "t66" AS (
  SELECT
    "t64"."staff_id",
    MAX("t64"."ethnicity") AS "ethnicity",
    MAX("t64"."label") AS "label",
    MAX("t64"."problem") AS "problem"
  FROM (
    SELECT
      "t62"."staff_id",
      "t62"."ethnicity",
      "t62"."leaving_date",
      "t62"."label",
      CASE
        WHEN (
          "t62"."problem" IS NULL
        ) AND (
          "t62"."staff_id" IS NULL
        )
        THEN 'a row has no staff number'
        ELSE "t62"."problem"
      END AS "problem",
      "t62"."day",
      "t62"."signs"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t59"."staff_id",
          "t59"."ethnicity",
          "t59"."leaving_date",
          "t59"."label",
          CASE
            WHEN (
              "t59"."problem" IS NULL
            ) AND (
              "t59"."day" IS NULL
            )
            THEN 'a date is not written as 2025-09-30 or 30/09/2025'
            ELSE "t59"."problem"
          END AS "problem",
          "t59"."day",
          "t59"."signs"
        FROM (
          SELECT
            "t57"."staff_id",
            "t57"."ethnicity",
            "t57"."leaving_date",
            "t57"."label",
            CASE
              WHEN (
                "t57"."problem" IS NULL
              ) AND (
                COALESCE("t57"."leaving_date") IS NULL
              )
              THEN 'an event has no date'
              ELSE "t57"."problem"
            END AS "problem",
            "t57"."day",
            "t57"."signs"
          FROM (
            SELECT
              "t49"."staff_id",
              "t49"."ethnicity",
              "t49"."leaving_date",
              "t49"."label",
              "t49"."problem",
              CASE
                WHEN SUBSTR(
                  "t49"."day",
                  CASE WHEN (
                    5 + 1
                  ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t49"."day") END,
                  2
                ) BETWEEN '01' AND '12'
                AND SUBSTR(
                  "t49"."day",
                  CASE WHEN (
                    8 + 1
                  ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t49"."day") END,
                  2
                ) BETWEEN '01' AND '31'
                AND (
                  LENGTH("t49"."day") = 10
                )
                AND (
                  SUBSTR(
                    "t49"."day",
                    CASE WHEN (
                      4 + 1
                    ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t49"."day") END,
                    1
                  ) = '-'
                )
                AND NOT (
                  SUBSTR(
                    "t49"."day",
                    CASE WHEN (
                      5 + 1
                    ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t49"."day") END,
                    2
                  ) IN ('04', '06', '09', '11')
                  AND (
                    SUBSTR(
                      "t49"."day",
                      CASE WHEN (
                        8 + 1
                      ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t49"."day") END,
                      2
                    ) = '31'
                  )
                )
                AND NOT (
                  (
                    SUBSTR(
                      "t49"."day",
                      CASE WHEN (
                        5 + 1
                      ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t49"."day") END,
                      2
                    ) = '02'
                  )
                  AND (
                    SUBSTR(
                      "t49"."day",
                      CASE WHEN (
                        8 + 1
                      ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t49"."day") END,
                      2
                    ) > CASE
                      WHEN SUBSTR(
                        "t49"."day",
                        CASE WHEN (
                          0 + 1
                        ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t49"."day") END,
                        4
                      ) IN (
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
                      )
                      THEN '29'
                      ELSE '28'
                    END
                  )
                )
                THEN "t49"."day"
                ELSE NULL
              END AS "day",
              "t49"."signs"
            FROM (
              SELECT
                "t39"."staff_id",
                "t39"."ethnicity",
                "t39"."leaving_date",
                "t39"."label",
                "t39"."problem",
                CASE
                  WHEN (
                    "t39"."signs" = '--'
                  )
                  AND (
                    SUBSTR(
                      "t39"."day",
                      CASE WHEN (
                        4 + 1
                      ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t39"."day") END,
                      1
                    ) = '-'
                  )
                  THEN "t39"."day"
                  WHEN "t39"."signs" IN ('--', '//', '..')
                  AND (
                    SUBSTR(
                      "t39"."day",
                      CASE WHEN (
                        4 + 1
                      ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t39"."day") END,
                      1
                    ) <> '-'
                  )
                  THEN CASE
                    WHEN CASE
                      WHEN CASE
                        WHEN CASE
                          WHEN SUBSTR(
                            "t39"."day",
                            CASE WHEN (
                              6 + 1
                            ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                            4
                          ) IS NULL
                          OR '-' IS NULL
                          THEN NULL
                          ELSE CONCAT(
                            SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                6 + 1
                              ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                              4
                            ),
                            '-'
                          )
                        END IS NULL
                        OR SUBSTR(
                          "t39"."day",
                          CASE WHEN (
                            3 + 1
                          ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                          2
                        ) IS NULL
                        THEN NULL
                        ELSE CONCAT(
                          CASE
                            WHEN SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                6 + 1
                              ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                              4
                            ) IS NULL
                            OR '-' IS NULL
                            THEN NULL
                            ELSE CONCAT(
                              SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  6 + 1
                                ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                4
                              ),
                              '-'
                            )
                          END,
                          SUBSTR(
                            "t39"."day",
                            CASE WHEN (
                              3 + 1
                            ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                            2
                          )
                        )
                      END IS NULL
                      OR '-' IS NULL
                      THEN NULL
                      ELSE CONCAT(
                        CASE
                          WHEN CASE
                            WHEN SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                6 + 1
                              ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                              4
                            ) IS NULL
                            OR '-' IS NULL
                            THEN NULL
                            ELSE CONCAT(
                              SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  6 + 1
                                ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                4
                              ),
                              '-'
                            )
                          END IS NULL
                          OR SUBSTR(
                            "t39"."day",
                            CASE WHEN (
                              3 + 1
                            ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                            2
                          ) IS NULL
                          THEN NULL
                          ELSE CONCAT(
                            CASE
                              WHEN SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  6 + 1
                                ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                4
                              ) IS NULL
                              OR '-' IS NULL
                              THEN NULL
                              ELSE CONCAT(
                                SUBSTR(
                                  "t39"."day",
                                  CASE WHEN (
                                    6 + 1
                                  ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                  4
                                ),
                                '-'
                              )
                            END,
                            SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                3 + 1
                              ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                              2
                            )
                          )
                        END,
                        '-'
                      )
                    END IS NULL
                    OR SUBSTR(
                      "t39"."day",
                      CASE WHEN (
                        0 + 1
                      ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t39"."day") END,
                      2
                    ) IS NULL
                    THEN NULL
                    ELSE CONCAT(
                      CASE
                        WHEN CASE
                          WHEN CASE
                            WHEN SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                6 + 1
                              ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                              4
                            ) IS NULL
                            OR '-' IS NULL
                            THEN NULL
                            ELSE CONCAT(
                              SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  6 + 1
                                ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                4
                              ),
                              '-'
                            )
                          END IS NULL
                          OR SUBSTR(
                            "t39"."day",
                            CASE WHEN (
                              3 + 1
                            ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                            2
                          ) IS NULL
                          THEN NULL
                          ELSE CONCAT(
                            CASE
                              WHEN SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  6 + 1
                                ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                4
                              ) IS NULL
                              OR '-' IS NULL
                              THEN NULL
                              ELSE CONCAT(
                                SUBSTR(
                                  "t39"."day",
                                  CASE WHEN (
                                    6 + 1
                                  ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                  4
                                ),
                                '-'
                              )
                            END,
                            SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                3 + 1
                              ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                              2
                            )
                          )
                        END IS NULL
                        OR '-' IS NULL
                        THEN NULL
                        ELSE CONCAT(
                          CASE
                            WHEN CASE
                              WHEN SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  6 + 1
                                ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                4
                              ) IS NULL
                              OR '-' IS NULL
                              THEN NULL
                              ELSE CONCAT(
                                SUBSTR(
                                  "t39"."day",
                                  CASE WHEN (
                                    6 + 1
                                  ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                  4
                                ),
                                '-'
                              )
                            END IS NULL
                            OR SUBSTR(
                              "t39"."day",
                              CASE WHEN (
                                3 + 1
                              ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                              2
                            ) IS NULL
                            THEN NULL
                            ELSE CONCAT(
                              CASE
                                WHEN SUBSTR(
                                  "t39"."day",
                                  CASE WHEN (
                                    6 + 1
                                  ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                  4
                                ) IS NULL
                                OR '-' IS NULL
                                THEN NULL
                                ELSE CONCAT(
                                  SUBSTR(
                                    "t39"."day",
                                    CASE WHEN (
                                      6 + 1
                                    ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t39"."day") END,
                                    4
                                  ),
                                  '-'
                                )
                              END,
                              SUBSTR(
                                "t39"."day",
                                CASE WHEN (
                                  3 + 1
                                ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t39"."day") END,
                                2
                              )
                            )
                          END,
                          '-'
                        )
                      END,
                      SUBSTR(
                        "t39"."day",
                        CASE WHEN (
                          0 + 1
                        ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t39"."day") END,
                        2
                      )
                    )
                  END
                  ELSE NULL
                END AS "day",
                "t39"."signs"
              FROM (
                SELECT
                  "t28"."staff_id",
                  "t28"."ethnicity",
                  "t28"."leaving_date",
                  "t28"."label",
                  "t28"."problem",
                  "t28"."day",
                  REPLACE(
                    REPLACE(
                      REPLACE(
                        REPLACE(
                          REPLACE(
                            REPLACE(
                              REPLACE(REPLACE(REPLACE(REPLACE("t28"."day", '0', ''), '1', ''), '2', ''), '3', ''),
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
                  ) AS "signs"
                FROM (
                  SELECT
                    "t26"."staff_id",
                    "t26"."ethnicity",
                    "t26"."leaving_date",
                    "t26"."label",
                    "t26"."problem",
                    SUBSTR(
                      COALESCE("t26"."leaving_date"),
                      CASE
                        WHEN (
                          0 + 1
                        ) >= 1
                        THEN 0 + 1
                        ELSE 0 + 1 + LENGTH(COALESCE("t26"."leaving_date"))
                      END,
                      10
                    ) AS "day"
                  FROM (
                    SELECT
                      "t22"."staff_id",
                      "t22"."ethnicity",
                      "t22"."leaving_date",
                      "t22"."label",
                      NULL AS "problem"
                    FROM (
                      SELECT
                        "t18"."staff_id",
                        "t18"."ethnicity",
                        "t18"."leaving_date",
                        NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t18"."label", '  ', ' '), '  ', ' '), ' '), ' '), '') AS "label"
                      FROM (
                        SELECT
                          "t14"."staff_id",
                          "t14"."ethnicity",
                          "t14"."leaving_date",
                          REPLACE(
                            REPLACE(
                              REPLACE(
                                REPLACE(
                                  REPLACE(
                                    REPLACE(REPLACE(REPLACE(REPLACE("t14"."label", '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
                          ) AS "label"
                        FROM (
                          SELECT
                            "t10"."staff_id",
                            "t10"."ethnicity",
                            "t10"."leaving_date",
                            LOWER(COALESCE("t10"."ethnicity", '')) AS "label"
                          FROM (
                            SELECT
                              *
                            FROM (
                              SELECT
                                NULLIF(RTRIM(LTRIM(CAST("t2"."staff_id" AS VARCHAR2(4000)), ' '), ' '), '') AS "staff_id",
                                NULLIF(RTRIM(LTRIM(CAST("t2"."ethnicity" AS VARCHAR2(4000)), ' '), ' '), '') AS "ethnicity",
                                NULLIF(RTRIM(LTRIM(CAST("t2"."leaving_date" AS VARCHAR2(4000)), ' '), ' '), '') AS "leaving_date"
                              FROM "leavers" "t2"
                            ) "t6"
                            WHERE
                              (
                                "t6"."staff_id" IS NOT NULL
                              )
                              OR (
                                "t6"."ethnicity" IS NOT NULL
                              )
                              OR (
                                "t6"."leaving_date" IS NOT NULL
                              )
                          ) "t10"
                        ) "t14"
                      ) "t18"
                    ) "t22"
                  ) "t26"
                ) "t28"
              ) "t39"
            ) "t49"
          ) "t57"
        ) "t59"
      ) "t61"
      WHERE
        (
          (
            "t61"."day" >= '2024-10-01'
          ) AND (
            "t61"."day" <= '2025-09-30'
          )
        )
        OR (
          "t61"."problem" IS NOT NULL
        )
    ) "t62"
  ) "t64"
  GROUP BY
    "t64"."staff_id"
), "t76" AS (
  SELECT
    "t75"."staff_id",
    "t75"."ethnicity",
    "t75"."pay_band",
    "t75"."disciplinary_rank",
    "t75"."label",
    "t75"."problem",
    "t75"."is_past",
    "t75"."is_over",
    "t75"."is_kept",
    "t75"."pay",
    "t75"."most",
    "t75"."unpaid",
    "t75"."is_first",
    "t75"."place",
    CASE WHEN COALESCE(NULL, 0) = 3 THEN 3 ELSE 2 END AS "left_rank"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t71"."staff_id",
        MAX("t71"."ethnicity") OVER (
          PARTITION BY "t71"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "ethnicity",
        "t71"."pay_band",
        MAX("t71"."disciplinary_rank") OVER (
          PARTITION BY "t71"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "disciplinary_rank",
        MAX("t71"."label") OVER (
          PARTITION BY "t71"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "label",
        MAX("t71"."problem") OVER (
          PARTITION BY "t71"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "problem",
        "t71"."is_past",
        "t71"."is_over",
        "t71"."is_kept",
        "t71"."pay",
        "t71"."most",
        "t71"."unpaid",
        "t71"."is_first",
        ROW_NUMBER() OVER (PARTITION BY "t71"."staff_id" ORDER BY "t71"."is_first" DESC NULLS LAST) - 1 AS "place"
      FROM (
        SELECT
          "t65"."staff_id",
          "t65"."ethnicity",
          "t65"."pay_band",
          "t65"."disciplinary_rank",
          "t65"."label",
          CASE
            WHEN (
              "t65"."problem" IS NULL
            )
            AND (
              MIN(
                CASE
                  WHEN "t65"."disciplinary_rank" >= 2
                  THEN "t65"."disciplinary_rank"
                  ELSE NULL
                END
              ) OVER (
                PARTITION BY "t65"."staff_id"
                ORDER BY NULL ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) <> MAX(
                CASE
                  WHEN "t65"."disciplinary_rank" >= 2
                  THEN "t65"."disciplinary_rank"
                  ELSE NULL
                END
              ) OVER (
                PARTITION BY "t65"."staff_id"
                ORDER BY NULL ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
            THEN 'posts of a person differ in disciplinary'
            ELSE "t65"."problem"
          END AS "problem",
          "t65"."is_past",
          "t65"."is_over",
          "t65"."is_kept",
          "t65"."pay",
          "t65"."most",
          "t65"."unpaid",
          "t65"."is_first"
        FROM (
          SELECT
            "t63"."staff_id",
            "t63"."ethnicity",
            "t63"."pay_band",
            "t63"."disciplinary_rank",
            "t63"."label",
            CASE
              WHEN (
                "t63"."problem" IS NULL
              )
              AND (
                MIN("t63"."label") OVER (
                  PARTITION BY "t63"."staff_id"
                  ORDER BY NULL ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) <> MAX("t63"."label") OVER (
                  PARTITION BY "t63"."staff_id"
                  ORDER BY NULL ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              )
              THEN 'posts of a person differ in ethnicity'
              ELSE "t63"."problem"
            END AS "problem",
            "t63"."is_past",
            "t63"."is_over",
            "t63"."is_kept",
            "t63"."pay",
            "t63"."most",
            "t63"."unpaid",
            "t63"."is_first"
          FROM (
            SELECT
              "t60"."staff_id",
              "t60"."ethnicity",
              "t60"."pay_band",
              "t60"."disciplinary_rank",
              "t60"."label",
              CASE
                WHEN (
                  "t60"."problem" IS NULL
                )
                AND (
                  MIN(CASE WHEN "t60"."is_first" = 1 THEN LOWER("t60"."pay_band") ELSE NULL END) OVER (
                    PARTITION BY "t60"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX(CASE WHEN "t60"."is_first" = 1 THEN LOWER("t60"."pay_band") ELSE NULL END) OVER (
                    PARTITION BY "t60"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                )
                THEN 'posts of a person differ in pay_band, and none is paid more'
                ELSE "t60"."problem"
              END AS "problem",
              "t60"."is_past",
              "t60"."is_over",
              "t60"."is_kept",
              "t60"."pay",
              "t60"."most",
              "t60"."unpaid",
              "t60"."is_first"
            FROM (
              SELECT
                "t58"."staff_id",
                "t58"."ethnicity",
                "t58"."pay_band",
                "t58"."disciplinary_rank",
                "t58"."label",
                "t58"."problem",
                "t58"."is_past",
                "t58"."is_over",
                "t58"."is_kept",
                "t58"."pay",
                "t58"."most",
                "t58"."unpaid",
                CASE
                  WHEN (
                    "t58"."is_kept" = 1
                  )
                  AND (
                    (
                      "t58"."pay" = "t58"."most"
                    ) OR (
                      "t58"."unpaid" = 1
                    )
                  )
                  THEN 1
                  ELSE 0
                END AS "is_first"
              FROM (
                SELECT
                  "t53"."staff_id",
                  "t53"."ethnicity",
                  "t53"."pay_band",
                  "t53"."disciplinary_rank",
                  "t53"."label",
                  "t53"."problem",
                  "t53"."is_past",
                  "t53"."is_over",
                  "t53"."is_kept",
                  "t53"."pay",
                  MAX("t53"."pay") OVER (
                    PARTITION BY "t53"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "most",
                  MAX(
                    CASE WHEN (
                      "t53"."is_kept" = 1
                    ) AND (
                      "t53"."pay" IS NULL
                    ) THEN 1 ELSE 0 END
                  ) OVER (
                    PARTITION BY "t53"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "unpaid"
                FROM (
                  SELECT
                    "t50"."staff_id",
                    "t50"."ethnicity",
                    "t50"."pay_band",
                    "t50"."disciplinary_rank",
                    "t50"."label",
                    "t50"."problem",
                    "t50"."is_past",
                    "t50"."is_over",
                    "t50"."is_kept",
                    CASE WHEN "t50"."is_kept" = 1 THEN CAST(0 AS NUMBER(12, 2)) ELSE NULL END AS "pay"
                  FROM (
                    SELECT
                      "t44"."staff_id",
                      "t44"."ethnicity",
                      "t44"."pay_band",
                      "t44"."disciplinary_rank",
                      "t44"."label",
                      "t44"."problem",
                      "t44"."is_past",
                      "t44"."is_over",
                      CASE WHEN (
                        "t44"."is_past" = 0
                      ) OR (
                        "t44"."is_over" = 1
                      ) THEN 1 ELSE 0 END AS "is_kept"
                    FROM (
                      SELECT
                        "t38"."staff_id",
                        "t38"."ethnicity",
                        "t38"."pay_band",
                        "t38"."disciplinary_rank",
                        "t38"."label",
                        "t38"."problem",
                        "t38"."is_past",
                        MIN("t38"."is_past") OVER (
                          PARTITION BY "t38"."staff_id"
                          ORDER BY NULL ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "is_over"
                      FROM (
                        SELECT
                          "t35"."staff_id",
                          "t35"."ethnicity",
                          "t35"."pay_band",
                          "t35"."disciplinary_rank",
                          "t35"."label",
                          "t35"."problem",
                          CASE WHEN 0 = 1 THEN 1 ELSE 0 END AS "is_past"
                        FROM (
                          SELECT
                            "t31"."staff_id",
                            "t31"."ethnicity",
                            "t31"."pay_band",
                            "t31"."disciplinary_rank",
                            "t31"."label",
                            CASE
                              WHEN (
                                "t31"."problem" IS NULL
                              )
                              AND (
                                (
                                  "t31"."staff_id" IS NULL
                                )
                                OR LOWER("t31"."staff_id") IN (
                                  '-',
                                  '.',
                                  'declined',
                                  'declined to answer',
                                  'do not wish to answer',
                                  'do not wish to say',
                                  'dont know',
                                  'i prefer not to say',
                                  'missing',
                                  'n a',
                                  'n k',
                                  'na',
                                  'nk',
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
                                  'null',
                                  'prefer not to answer',
                                  'prefer not to disclose',
                                  'prefer not to say',
                                  'rather not answer',
                                  'rather not say',
                                  'unknown',
                                  '–'
                                )
                              )
                              THEN 'a row has no staff number'
                              ELSE "t31"."problem"
                            END AS "problem"
                          FROM (
                            SELECT
                              "t27"."staff_id",
                              "t27"."ethnicity",
                              "t27"."pay_band",
                              "t27"."disciplinary_rank",
                              "t27"."label",
                              CASE
                                WHEN (
                                  "t27"."problem" IS NULL
                                ) AND (
                                  "t27"."disciplinary_rank" = 9
                                )
                                THEN 'disciplinary holds an unknown word'
                                ELSE "t27"."problem"
                              END AS "problem"
                            FROM (
                              SELECT
                                "t23"."staff_id",
                                "t23"."ethnicity",
                                "t23"."pay_band",
                                "t23"."disciplinary_rank",
                                "t23"."label",
                                NULL AS "problem"
                              FROM (
                                SELECT
                                  "t19"."staff_id",
                                  "t19"."ethnicity",
                                  "t19"."pay_band",
                                  CASE
                                    WHEN "t19"."disciplinary_lower" IS NULL
                                    THEN NULL
                                    WHEN "t19"."disciplinary_lower" IN ('1', 'true', 'y', 'yes')
                                    THEN 3
                                    WHEN "t19"."disciplinary_lower" IN ('0', 'false', 'n', 'no')
                                    THEN 2
                                    WHEN "t19"."disciplinary_lower" IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
                                    THEN 1
                                    WHEN "t19"."disciplinary_words" IN (
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
                                  END AS "disciplinary_rank",
                                  NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t19"."label", '  ', ' '), '  ', ' '), ' '), ' '), '') AS "label"
                                FROM (
                                  SELECT
                                    "t15"."disciplinary",
                                    "t15"."staff_id",
                                    "t15"."ethnicity",
                                    "t15"."pay_band",
                                    "t15"."disciplinary_lower",
                                    REPLACE(
                                      REPLACE(
                                        REPLACE(
                                          REPLACE(
                                            REPLACE(
                                              REPLACE(REPLACE(REPLACE(REPLACE("t15"."label", '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
                                    ) AS "label",
                                    REPLACE(
                                      REPLACE(
                                        REPLACE(
                                          REPLACE(REPLACE(REPLACE("t15"."disciplinary_lower", '''', ''), '’', ''), '-', ' '),
                                          '_',
                                          ' '
                                        ),
                                        '/',
                                        ' '
                                      ),
                                      '–',
                                      ' '
                                    ) AS "disciplinary_words"
                                  FROM (
                                    SELECT
                                      "t11"."disciplinary",
                                      "t11"."staff_id",
                                      "t11"."ethnicity",
                                      "t11"."pay_band",
                                      LOWER("t11"."disciplinary") AS "disciplinary_lower",
                                      LOWER(COALESCE("t11"."ethnicity", '')) AS "label"
                                    FROM (
                                      SELECT
                                        *
                                      FROM (
                                        SELECT
                                          NULLIF(RTRIM(LTRIM(CAST("t3"."disciplinary" AS VARCHAR2(4000)), ' '), ' '), '') AS "disciplinary",
                                          NULLIF(RTRIM(LTRIM(CAST("t3"."Staff ID" AS VARCHAR2(4000)), ' '), ' '), '') AS "staff_id",
                                          NULLIF(RTRIM(LTRIM(CAST("t3"."Ethnic Origin" AS VARCHAR2(4000)), ' '), ' '), '') AS "ethnicity",
                                          NULLIF(RTRIM(LTRIM(CAST("t3"."Pay Band" AS VARCHAR2(4000)), ' '), ' '), '') AS "pay_band"
                                        FROM "staff" "t3"
                                      ) "t7"
                                      WHERE
                                        (
                                          "t7"."disciplinary" IS NOT NULL
                                        )
                                        OR (
                                          "t7"."staff_id" IS NOT NULL
                                        )
                                        OR (
                                          "t7"."ethnicity" IS NOT NULL
                                        )
                                        OR (
                                          "t7"."pay_band" IS NOT NULL
                                        )
                                    ) "t11"
                                  ) "t15"
                                ) "t19"
                              ) "t23"
                            ) "t27"
                          ) "t31"
                        ) "t35"
                      ) "t38"
                    ) "t44"
                  ) "t50"
                ) "t53"
              ) "t58"
            ) "t60"
          ) "t63"
        ) "t65"
      ) "t71"
    ) "t74"
    WHERE
      "t74"."place" = 0
  ) "t75"
)
SELECT
  *
FROM (
  SELECT
    "t101"."item",
    "t101"."answer",
    "t101"."ethnicity",
    "t101"."people"
  FROM (
    SELECT
      "t100"."item",
      "t100"."answer",
      "t100"."label",
      MIN("t100"."ethnicity") AS "ethnicity",
      COUNT(*) AS "people"
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
                      *
                    FROM (
                      SELECT
                        "t72"."item",
                        "t72"."answer",
                        COALESCE(COALESCE("t72"."problem", "t72"."ethnicity"), '') AS "ethnicity",
                        COALESCE(COALESCE("t72"."problem", "t72"."label"), '') AS "label"
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            "t69"."staff_id",
                            "t69"."ethnicity",
                            "t69"."label",
                            "t69"."problem",
                            'left' AS "item",
                            'yes' AS "answer"
                          FROM (
                            SELECT
                              *
                            FROM "t66" "t67"
                            WHERE
                              "t67"."problem" IS NOT NULL
                          ) "t69"
                        ) "t70"
                        WHERE
                          "t70"."answer" IS NOT NULL
                      ) "t72"
                    ) "t73"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t88"."item",
                        "t88"."answer",
                        COALESCE(COALESCE("t88"."problem", "t88"."ethnicity"), '') AS "ethnicity",
                        COALESCE(COALESCE("t88"."problem", "t88"."label"), '') AS "label"
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            "t82"."staff_id",
                            "t82"."ethnicity",
                            "t82"."label",
                            "t82"."problem",
                            'left' AS "item",
                            'yes' AS "answer"
                          FROM (
                            SELECT
                              "t68"."staff_id",
                              "t68"."ethnicity",
                              "t68"."label",
                              "t68"."problem"
                            FROM "t66" "t68"
                            WHERE
                              NOT EXISTS(
                                SELECT
                                  1
                                FROM "t76" "t78"
                                WHERE
                                  "t68"."staff_id" = "t78"."staff_id"
                              )
                          ) "t82"
                        ) "t86"
                        WHERE
                          "t86"."answer" IS NOT NULL
                      ) "t88"
                    ) "t92"
                  ) "t93"
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t87"."item",
                      "t87"."answer",
                      COALESCE(COALESCE("t87"."problem", "t87"."ethnicity"), '') AS "ethnicity",
                      COALESCE(COALESCE("t87"."problem", "t87"."label"), '') AS "label"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t81"."staff_id",
                          "t81"."ethnicity",
                          "t81"."pay_band",
                          "t81"."disciplinary_rank",
                          "t81"."label",
                          "t81"."problem",
                          "t81"."is_past",
                          "t81"."is_over",
                          "t81"."is_kept",
                          "t81"."pay",
                          "t81"."most",
                          "t81"."unpaid",
                          "t81"."is_first",
                          "t81"."place",
                          "t81"."left_rank",
                          'pay_band' AS "item",
                          "t81"."pay_band" AS "answer"
                        FROM (
                          SELECT
                            *
                          FROM "t76" "t77"
                          WHERE
                            NOT (
                              COALESCE("t77"."left_rank", 0) = 3
                            )
                        ) "t81"
                      ) "t85"
                      WHERE
                        "t85"."answer" IS NOT NULL
                    ) "t87"
                  ) "t91"
                ) "t94"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t83"."item",
                    "t83"."answer",
                    COALESCE(COALESCE("t83"."problem", "t83"."ethnicity"), '') AS "ethnicity",
                    COALESCE(COALESCE("t83"."problem", "t83"."label"), '') AS "label"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t77"."staff_id",
                        "t77"."ethnicity",
                        "t77"."pay_band",
                        "t77"."disciplinary_rank",
                        "t77"."label",
                        "t77"."problem",
                        "t77"."is_past",
                        "t77"."is_over",
                        "t77"."is_kept",
                        "t77"."pay",
                        "t77"."most",
                        "t77"."unpaid",
                        "t77"."is_first",
                        "t77"."place",
                        "t77"."left_rank",
                        'disciplinary' AS "item",
                        CASE
                          WHEN "t77"."disciplinary_rank" = 3
                          THEN 'yes'
                          WHEN "t77"."disciplinary_rank" = 2
                          THEN 'no'
                          WHEN "t77"."disciplinary_rank" = 9
                          THEN 'not understood'
                          ELSE NULL
                        END AS "answer"
                      FROM "t76" "t77"
                    ) "t79"
                    WHERE
                      "t79"."answer" IS NOT NULL
                  ) "t83"
                ) "t89"
              ) "t95"
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  "t84"."item",
                  "t84"."answer",
                  COALESCE(COALESCE("t84"."problem", "t84"."ethnicity"), '') AS "ethnicity",
                  COALESCE(COALESCE("t84"."problem", "t84"."label"), '') AS "label"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t77"."staff_id",
                      "t77"."ethnicity",
                      "t77"."pay_band",
                      "t77"."disciplinary_rank",
                      "t77"."label",
                      "t77"."problem",
                      "t77"."is_past",
                      "t77"."is_over",
                      "t77"."is_kept",
                      "t77"."pay",
                      "t77"."most",
                      "t77"."unpaid",
                      "t77"."is_first",
                      "t77"."place",
                      "t77"."left_rank",
                      'left' AS "item",
                      CASE
                        WHEN "t77"."left_rank" = 3
                        THEN 'yes'
                        WHEN "t77"."left_rank" = 2
                        THEN 'no'
                        WHEN "t77"."left_rank" = 9
                        THEN 'not understood'
                        ELSE NULL
                      END AS "answer"
                    FROM "t76" "t77"
                  ) "t80"
                  WHERE
                    "t80"."answer" IS NOT NULL
                ) "t84"
              ) "t90"
            ) "t96"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t51"."item",
                "t51"."answer",
                COALESCE(COALESCE("t51"."problem", "t51"."ethnicity"), '') AS "ethnicity",
                COALESCE(COALESCE("t51"."problem", "t51"."label"), '') AS "label"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t43"."ethnicity",
                    "t43"."shortlisted_rank",
                    "t43"."appointed_rank",
                    "t43"."label",
                    "t43"."problem",
                    'shortlisted' AS "item",
                    CASE
                      WHEN "t43"."shortlisted_rank" = 3
                      THEN 'yes'
                      WHEN "t43"."shortlisted_rank" = 2
                      THEN 'no'
                      WHEN "t43"."shortlisted_rank" = 9
                      THEN 'not understood'
                      ELSE NULL
                    END AS "answer"
                  FROM "t40" "t43"
                ) "t47"
                WHERE
                  "t47"."answer" IS NOT NULL
              ) "t51"
            ) "t54"
          ) "t97"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t55"."item",
              "t55"."answer",
              COALESCE(COALESCE("t55"."problem", "t55"."ethnicity"), '') AS "ethnicity",
              COALESCE(COALESCE("t55"."problem", "t55"."label"), '') AS "label"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t48"."ethnicity",
                  "t48"."shortlisted_rank",
                  "t48"."appointed_rank",
                  "t48"."label",
                  "t48"."problem",
                  'appointed' AS "item",
                  CASE
                    WHEN "t48"."appointed_rank" = 3
                    THEN 'yes'
                    WHEN "t48"."appointed_rank" = 2
                    THEN 'no'
                    WHEN "t48"."appointed_rank" = 9
                    THEN 'not understood'
                    ELSE NULL
                  END AS "answer"
                FROM (
                  SELECT
                    *
                  FROM "t40" "t43"
                  WHERE
                    COALESCE("t43"."shortlisted_rank", 0) = 3
                ) "t48"
              ) "t52"
              WHERE
                "t52"."answer" IS NOT NULL
            ) "t55"
          ) "t56"
        ) "t98"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t41"."item",
            "t41"."answer",
            COALESCE(COALESCE("t41"."problem", "t41"."ethnicity"), '') AS "ethnicity",
            COALESCE(COALESCE("t41"."problem", "t41"."label"), '') AS "label"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t34"."ethnicity",
                "t34"."harassment_public_rank",
                "t34"."harassment_colleagues_rank",
                "t34"."label",
                "t34"."problem",
                'harassment_public' AS "item",
                CASE
                  WHEN "t34"."harassment_public_rank" = 3
                  THEN 'yes'
                  WHEN "t34"."harassment_public_rank" = 2
                  THEN 'no'
                  WHEN "t34"."harassment_public_rank" = 9
                  THEN 'not understood'
                  ELSE NULL
                END AS "answer"
              FROM "t32" "t34"
            ) "t36"
            WHERE
              "t36"."answer" IS NOT NULL
          ) "t41"
        ) "t45"
      ) "t99"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t42"."item",
          "t42"."answer",
          COALESCE(COALESCE("t42"."problem", "t42"."ethnicity"), '') AS "ethnicity",
          COALESCE(COALESCE("t42"."problem", "t42"."label"), '') AS "label"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t34"."ethnicity",
              "t34"."harassment_public_rank",
              "t34"."harassment_colleagues_rank",
              "t34"."label",
              "t34"."problem",
              'harassment_colleagues' AS "item",
              CASE
                WHEN "t34"."harassment_colleagues_rank" = 3
                THEN 'yes'
                WHEN "t34"."harassment_colleagues_rank" = 2
                THEN 'no'
                WHEN "t34"."harassment_colleagues_rank" = 9
                THEN 'not understood'
                ELSE NULL
              END AS "answer"
            FROM "t32" "t34"
          ) "t37"
          WHERE
            "t37"."answer" IS NOT NULL
        ) "t42"
      ) "t46"
    ) "t100"
    GROUP BY
      "t100"."item",
      "t100"."answer",
      "t100"."label"
  ) "t101"
) "t102"
ORDER BY
  "t102"."item" ASC,
  "t102"."answer" ASC,
  "t102"."ethnicity" ASC;
