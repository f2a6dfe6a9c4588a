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
), "t71" AS (
  SELECT
    "t70"."staff_id",
    "t70"."ethnicity",
    "t70"."pay_band",
    "t70"."disciplinary_rank",
    "t70"."label",
    "t70"."problem",
    "t70"."is_past",
    "t70"."is_over",
    "t70"."is_kept",
    "t70"."pay",
    "t70"."most",
    "t70"."unpaid",
    "t70"."is_first",
    "t70"."place",
    CASE WHEN COALESCE(NULL, 0) = 3 THEN 3 ELSE 2 END AS "left_rank"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t68"."staff_id",
        MAX("t68"."ethnicity") OVER (
          PARTITION BY "t68"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "ethnicity",
        "t68"."pay_band",
        MAX("t68"."disciplinary_rank") OVER (
          PARTITION BY "t68"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "disciplinary_rank",
        MAX("t68"."label") OVER (
          PARTITION BY "t68"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "label",
        MAX("t68"."problem") OVER (
          PARTITION BY "t68"."staff_id"
          ORDER BY NULL ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "problem",
        "t68"."is_past",
        "t68"."is_over",
        "t68"."is_kept",
        "t68"."pay",
        "t68"."most",
        "t68"."unpaid",
        "t68"."is_first",
        ROW_NUMBER() OVER (PARTITION BY "t68"."staff_id" ORDER BY "t68"."is_first" DESC NULLS LAST) - 1 AS "place"
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
            "t62"."staff_id",
            "t62"."ethnicity",
            "t62"."pay_band",
            "t62"."disciplinary_rank",
            "t62"."label",
            CASE
              WHEN (
                "t62"."problem" IS NULL
              )
              AND (
                MIN("t62"."label") OVER (
                  PARTITION BY "t62"."staff_id"
                  ORDER BY NULL ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) <> MAX("t62"."label") OVER (
                  PARTITION BY "t62"."staff_id"
                  ORDER BY NULL ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              )
              THEN 'posts of a person differ in ethnicity'
              ELSE "t62"."problem"
            END AS "problem",
            "t62"."is_past",
            "t62"."is_over",
            "t62"."is_kept",
            "t62"."pay",
            "t62"."most",
            "t62"."unpaid",
            "t62"."is_first"
          FROM (
            SELECT
              "t59"."staff_id",
              "t59"."ethnicity",
              "t59"."pay_band",
              "t59"."disciplinary_rank",
              "t59"."label",
              CASE
                WHEN (
                  "t59"."problem" IS NULL
                )
                AND (
                  MIN(CASE WHEN "t59"."is_first" = 1 THEN LOWER("t59"."pay_band") ELSE NULL END) OVER (
                    PARTITION BY "t59"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX(CASE WHEN "t59"."is_first" = 1 THEN LOWER("t59"."pay_band") ELSE NULL END) OVER (
                    PARTITION BY "t59"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                )
                THEN 'posts of a person differ in pay_band, and none is paid more'
                ELSE "t59"."problem"
              END AS "problem",
              "t59"."is_past",
              "t59"."is_over",
              "t59"."is_kept",
              "t59"."pay",
              "t59"."most",
              "t59"."unpaid",
              "t59"."is_first"
            FROM (
              SELECT
                "t57"."staff_id",
                "t57"."ethnicity",
                "t57"."pay_band",
                "t57"."disciplinary_rank",
                "t57"."label",
                "t57"."problem",
                "t57"."is_past",
                "t57"."is_over",
                "t57"."is_kept",
                "t57"."pay",
                "t57"."most",
                "t57"."unpaid",
                CASE
                  WHEN (
                    "t57"."is_kept" = 1
                  )
                  AND (
                    (
                      "t57"."pay" = "t57"."most"
                    ) OR (
                      "t57"."unpaid" = 1
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
                    "t49"."staff_id",
                    "t49"."ethnicity",
                    "t49"."pay_band",
                    "t49"."disciplinary_rank",
                    "t49"."label",
                    "t49"."problem",
                    "t49"."is_past",
                    "t49"."is_over",
                    "t49"."is_kept",
                    CASE WHEN "t49"."is_kept" = 1 THEN CAST(0 AS NUMBER(12, 2)) ELSE NULL END AS "pay"
                  FROM (
                    SELECT
                      "t41"."staff_id",
                      "t41"."ethnicity",
                      "t41"."pay_band",
                      "t41"."disciplinary_rank",
                      "t41"."label",
                      "t41"."problem",
                      "t41"."is_past",
                      "t41"."is_over",
                      CASE WHEN (
                        "t41"."is_past" = 0
                      ) OR (
                        "t41"."is_over" = 1
                      ) THEN 1 ELSE 0 END AS "is_kept"
                    FROM (
                      SELECT
                        "t36"."staff_id",
                        "t36"."ethnicity",
                        "t36"."pay_band",
                        "t36"."disciplinary_rank",
                        "t36"."label",
                        "t36"."problem",
                        "t36"."is_past",
                        MIN("t36"."is_past") OVER (
                          PARTITION BY "t36"."staff_id"
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
                              ) AND (
                                "t31"."staff_id" IS NULL
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
                      ) "t36"
                    ) "t41"
                  ) "t49"
                ) "t53"
              ) "t57"
            ) "t59"
          ) "t62"
        ) "t65"
      ) "t68"
    ) "t69"
    WHERE
      "t69"."place" = 0
  ) "t70"
)
SELECT
  *
FROM (
  SELECT
    "t95"."item",
    "t95"."answer",
    "t95"."ethnicity",
    "t95"."people"
  FROM (
    SELECT
      "t94"."item",
      "t94"."answer",
      "t94"."label",
      MIN("t94"."ethnicity") AS "ethnicity",
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
                          "t77"."label",
                          "t77"."problem",
                          'left' AS "item",
                          'yes' AS "answer"
                        FROM (
                          SELECT
                            "t67"."staff_id",
                            "t67"."ethnicity",
                            "t67"."label",
                            "t67"."problem"
                          FROM (
                            SELECT
                              "t64"."staff_id",
                              MAX("t64"."ethnicity") AS "ethnicity",
                              MAX("t64"."label") AS "label",
                              MAX("t64"."problem") AS "problem"
                            FROM (
                              SELECT
                                "t63"."staff_id",
                                "t63"."ethnicity",
                                "t63"."leaving_date",
                                "t63"."label",
                                CASE
                                  WHEN (
                                    "t63"."problem" IS NULL
                                  ) AND (
                                    "t63"."staff_id" IS NULL
                                  )
                                  THEN 'a row has no staff number'
                                  ELSE "t63"."problem"
                                END AS "problem",
                                "t63"."day",
                                "t63"."signs"
                              FROM (
                                SELECT
                                  *
                                FROM (
                                  SELECT
                                    "t60"."staff_id",
                                    "t60"."ethnicity",
                                    "t60"."leaving_date",
                                    "t60"."label",
                                    CASE
                                      WHEN (
                                        "t60"."problem" IS NULL
                                      ) AND (
                                        "t60"."day" IS NULL
                                      )
                                      THEN 'a date is not written as 2025-09-30 or 30/09/2025'
                                      ELSE "t60"."problem"
                                    END AS "problem",
                                    "t60"."day",
                                    "t60"."signs"
                                  FROM (
                                    SELECT
                                      "t58"."staff_id",
                                      "t58"."ethnicity",
                                      "t58"."leaving_date",
                                      "t58"."label",
                                      CASE
                                        WHEN (
                                          "t58"."problem" IS NULL
                                        ) AND (
                                          COALESCE("t58"."leaving_date") IS NULL
                                        )
                                        THEN 'an event has no date'
                                        ELSE "t58"."problem"
                                      END AS "problem",
                                      "t58"."day",
                                      "t58"."signs"
                                    FROM (
                                      SELECT
                                        "t50"."staff_id",
                                        "t50"."ethnicity",
                                        "t50"."leaving_date",
                                        "t50"."label",
                                        "t50"."problem",
                                        CASE
                                          WHEN SUBSTR(
                                            "t50"."day",
                                            CASE WHEN (
                                              5 + 1
                                            ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t50"."day") END,
                                            2
                                          ) BETWEEN '01' AND '12'
                                          AND SUBSTR(
                                            "t50"."day",
                                            CASE WHEN (
                                              8 + 1
                                            ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t50"."day") END,
                                            2
                                          ) BETWEEN '01' AND '31'
                                          AND (
                                            LENGTH("t50"."day") = 10
                                          )
                                          AND (
                                            SUBSTR(
                                              "t50"."day",
                                              CASE WHEN (
                                                4 + 1
                                              ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t50"."day") END,
                                              1
                                            ) = '-'
                                          )
                                          AND NOT (
                                            SUBSTR(
                                              "t50"."day",
                                              CASE WHEN (
                                                5 + 1
                                              ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t50"."day") END,
                                              2
                                            ) IN ('04', '06', '09', '11')
                                            AND (
                                              SUBSTR(
                                                "t50"."day",
                                                CASE WHEN (
                                                  8 + 1
                                                ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t50"."day") END,
                                                2
                                              ) = '31'
                                            )
                                          )
                                          AND NOT (
                                            (
                                              SUBSTR(
                                                "t50"."day",
                                                CASE WHEN (
                                                  5 + 1
                                                ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t50"."day") END,
                                                2
                                              ) = '02'
                                            )
                                            AND (
                                              SUBSTR(
                                                "t50"."day",
                                                CASE WHEN (
                                                  8 + 1
                                                ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t50"."day") END,
                                                2
                                              ) > CASE
                                                WHEN SUBSTR(
                                                  "t50"."day",
                                                  CASE WHEN (
                                                    0 + 1
                                                  ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t50"."day") END,
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
                                          THEN "t50"."day"
                                          ELSE NULL
                                        END AS "day",
                                        "t50"."signs"
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
                                      ) "t50"
                                    ) "t58"
                                  ) "t60"
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
                              ) "t63"
                            ) "t64"
                            GROUP BY
                              "t64"."staff_id"
                          ) "t67"
                          WHERE
                            NOT EXISTS(
                              SELECT
                                1
                              FROM "t71" "t73"
                              WHERE
                                "t67"."staff_id" = "t73"."staff_id"
                            )
                        ) "t77"
                      ) "t81"
                      WHERE
                        "t81"."answer" IS NOT NULL
                    ) "t83"
                  ) "t87"
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t82"."item",
                      "t82"."answer",
                      COALESCE(COALESCE("t82"."problem", "t82"."ethnicity"), '') AS "ethnicity",
                      COALESCE(COALESCE("t82"."problem", "t82"."label"), '') AS "label"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t76"."staff_id",
                          "t76"."ethnicity",
                          "t76"."pay_band",
                          "t76"."disciplinary_rank",
                          "t76"."label",
                          "t76"."problem",
                          "t76"."is_past",
                          "t76"."is_over",
                          "t76"."is_kept",
                          "t76"."pay",
                          "t76"."most",
                          "t76"."unpaid",
                          "t76"."is_first",
                          "t76"."place",
                          "t76"."left_rank",
                          'pay_band' AS "item",
                          "t76"."pay_band" AS "answer"
                        FROM (
                          SELECT
                            *
                          FROM "t71" "t72"
                          WHERE
                            NOT (
                              COALESCE("t72"."left_rank", 0) = 3
                            )
                        ) "t76"
                      ) "t80"
                      WHERE
                        "t80"."answer" IS NOT NULL
                    ) "t82"
                  ) "t86"
                ) "t88"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t78"."item",
                    "t78"."answer",
                    COALESCE(COALESCE("t78"."problem", "t78"."ethnicity"), '') AS "ethnicity",
                    COALESCE(COALESCE("t78"."problem", "t78"."label"), '') AS "label"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t72"."staff_id",
                        "t72"."ethnicity",
                        "t72"."pay_band",
                        "t72"."disciplinary_rank",
                        "t72"."label",
                        "t72"."problem",
                        "t72"."is_past",
                        "t72"."is_over",
                        "t72"."is_kept",
                        "t72"."pay",
                        "t72"."most",
                        "t72"."unpaid",
                        "t72"."is_first",
                        "t72"."place",
                        "t72"."left_rank",
                        'disciplinary' AS "item",
                        CASE
                          WHEN "t72"."disciplinary_rank" = 3
                          THEN 'yes'
                          WHEN "t72"."disciplinary_rank" = 2
                          THEN 'no'
                          WHEN "t72"."disciplinary_rank" = 9
                          THEN 'not understood'
                          ELSE NULL
                        END AS "answer"
                      FROM "t71" "t72"
                    ) "t74"
                    WHERE
                      "t74"."answer" IS NOT NULL
                  ) "t78"
                ) "t84"
              ) "t89"
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  "t79"."item",
                  "t79"."answer",
                  COALESCE(COALESCE("t79"."problem", "t79"."ethnicity"), '') AS "ethnicity",
                  COALESCE(COALESCE("t79"."problem", "t79"."label"), '') AS "label"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t72"."staff_id",
                      "t72"."ethnicity",
                      "t72"."pay_band",
                      "t72"."disciplinary_rank",
                      "t72"."label",
                      "t72"."problem",
                      "t72"."is_past",
                      "t72"."is_over",
                      "t72"."is_kept",
                      "t72"."pay",
                      "t72"."most",
                      "t72"."unpaid",
                      "t72"."is_first",
                      "t72"."place",
                      "t72"."left_rank",
                      'left' AS "item",
                      CASE
                        WHEN "t72"."left_rank" = 3
                        THEN 'yes'
                        WHEN "t72"."left_rank" = 2
                        THEN 'no'
                        WHEN "t72"."left_rank" = 9
                        THEN 'not understood'
                        ELSE NULL
                      END AS "answer"
                    FROM "t71" "t72"
                  ) "t75"
                  WHERE
                    "t75"."answer" IS NOT NULL
                ) "t79"
              ) "t85"
            ) "t90"
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
                    "t44"."ethnicity",
                    "t44"."shortlisted_rank",
                    "t44"."appointed_rank",
                    "t44"."label",
                    "t44"."problem",
                    'shortlisted' AS "item",
                    CASE
                      WHEN "t44"."shortlisted_rank" = 3
                      THEN 'yes'
                      WHEN "t44"."shortlisted_rank" = 2
                      THEN 'no'
                      WHEN "t44"."shortlisted_rank" = 9
                      THEN 'not understood'
                      ELSE NULL
                    END AS "answer"
                  FROM "t40" "t44"
                ) "t47"
                WHERE
                  "t47"."answer" IS NOT NULL
              ) "t51"
            ) "t54"
          ) "t91"
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
                  FROM "t40" "t44"
                  WHERE
                    COALESCE("t44"."shortlisted_rank", 0) = 3
                ) "t48"
              ) "t52"
              WHERE
                "t52"."answer" IS NOT NULL
            ) "t55"
          ) "t56"
        ) "t92"
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
            ) "t37"
            WHERE
              "t37"."answer" IS NOT NULL
          ) "t42"
        ) "t45"
      ) "t93"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t43"."item",
          "t43"."answer",
          COALESCE(COALESCE("t43"."problem", "t43"."ethnicity"), '') AS "ethnicity",
          COALESCE(COALESCE("t43"."problem", "t43"."label"), '') AS "label"
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
          ) "t38"
          WHERE
            "t38"."answer" IS NOT NULL
        ) "t43"
      ) "t46"
    ) "t94"
    GROUP BY
      "t94"."item",
      "t94"."answer",
      "t94"."label"
  ) "t95"
) "t96"
ORDER BY
  "t96"."item" ASC,
  "t96"."answer" ASC,
  "t96"."ethnicity" ASC;
