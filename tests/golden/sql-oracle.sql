WITH "t24" AS (
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
      NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t16"."label", ' ', ' '), ' ', ' '), ' '), ' '), '') AS "label"
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
), "t33" AS (
  SELECT
    "t25"."ethnicity",
    "t25"."shortlisted_rank",
    "t25"."appointed_rank",
    "t25"."label",
    CASE
      WHEN (
        "t25"."problem" IS NULL
      )
      AND (
        (
          "t25"."appointed_rank" = 3
        )
        AND (
          COALESCE("t25"."shortlisted_rank", 0) <> 3
        )
      )
      THEN 'appointed is yes without shortlisted'
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
        NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t17"."label", ' ', ' '), ' ', ' '), ' '), ' '), '') AS "label"
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
), "t74" AS (
  SELECT
    "t73"."staff_id",
    "t73"."ethnicity",
    "t73"."pay_band",
    "t73"."disciplinary_rank",
    "t73"."label",
    "t73"."problem",
    "t73"."is_past",
    "t73"."is_over",
    "t73"."is_kept",
    "t73"."pay",
    "t73"."most",
    "t73"."unpaid",
    "t73"."is_first",
    "t73"."place",
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
          "t67"."staff_id",
          "t67"."ethnicity",
          "t67"."pay_band",
          "t67"."disciplinary_rank",
          "t67"."label",
          CASE
            WHEN (
              "t67"."problem" IS NULL
            )
            AND (
              MIN(
                CASE
                  WHEN "t67"."disciplinary_rank" >= 2
                  THEN "t67"."disciplinary_rank"
                  ELSE NULL
                END
              ) OVER (
                PARTITION BY "t67"."staff_id"
                ORDER BY NULL ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) <> MAX(
                CASE
                  WHEN "t67"."disciplinary_rank" >= 2
                  THEN "t67"."disciplinary_rank"
                  ELSE NULL
                END
              ) OVER (
                PARTITION BY "t67"."staff_id"
                ORDER BY NULL ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
            THEN 'posts of a person differ in disciplinary'
            ELSE "t67"."problem"
          END AS "problem",
          "t67"."is_past",
          "t67"."is_over",
          "t67"."is_kept",
          "t67"."pay",
          "t67"."most",
          "t67"."unpaid",
          "t67"."is_first"
        FROM (
          SELECT
            "t64"."staff_id",
            "t64"."ethnicity",
            "t64"."pay_band",
            "t64"."disciplinary_rank",
            "t64"."label",
            CASE
              WHEN (
                "t64"."problem" IS NULL
              )
              AND (
                MIN("t64"."label") OVER (
                  PARTITION BY "t64"."staff_id"
                  ORDER BY NULL ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) <> MAX("t64"."label") OVER (
                  PARTITION BY "t64"."staff_id"
                  ORDER BY NULL ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              )
              THEN 'posts of a person differ in ethnicity'
              ELSE "t64"."problem"
            END AS "problem",
            "t64"."is_past",
            "t64"."is_over",
            "t64"."is_kept",
            "t64"."pay",
            "t64"."most",
            "t64"."unpaid",
            "t64"."is_first"
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
                  MIN(CASE WHEN "t62"."is_first" = 1 THEN LOWER("t62"."pay_band") ELSE NULL END) OVER (
                    PARTITION BY "t62"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX(CASE WHEN "t62"."is_first" = 1 THEN LOWER("t62"."pay_band") ELSE NULL END) OVER (
                    PARTITION BY "t62"."staff_id"
                    ORDER BY NULL ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                )
                THEN 'posts of a person differ in pay_band, and none is paid more'
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
                "t60"."staff_id",
                "t60"."ethnicity",
                "t60"."pay_band",
                "t60"."disciplinary_rank",
                "t60"."label",
                "t60"."problem",
                "t60"."is_past",
                "t60"."is_over",
                "t60"."is_kept",
                "t60"."pay",
                "t60"."most",
                "t60"."unpaid",
                CASE
                  WHEN (
                    "t60"."is_kept" = 1
                  )
                  AND (
                    (
                      "t60"."pay" = "t60"."most"
                    ) OR (
                      "t60"."unpaid" = 1
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
                      "t42"."staff_id",
                      "t42"."ethnicity",
                      "t42"."pay_band",
                      "t42"."disciplinary_rank",
                      "t42"."label",
                      "t42"."problem",
                      "t42"."is_past",
                      "t42"."is_over",
                      CASE WHEN (
                        "t42"."is_past" = 0
                      ) OR (
                        "t42"."is_over" = 1
                      ) THEN 1 ELSE 0 END AS "is_kept"
                    FROM (
                      SELECT
                        "t37"."staff_id",
                        "t37"."ethnicity",
                        "t37"."pay_band",
                        "t37"."disciplinary_rank",
                        "t37"."label",
                        "t37"."problem",
                        "t37"."is_past",
                        MIN("t37"."is_past") OVER (
                          PARTITION BY "t37"."staff_id"
                          ORDER BY NULL ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "is_over"
                      FROM (
                        SELECT
                          "t32"."staff_id",
                          "t32"."ethnicity",
                          "t32"."pay_band",
                          "t32"."disciplinary_rank",
                          "t32"."label",
                          "t32"."problem",
                          CASE WHEN 0 = 1 THEN 1 ELSE 0 END AS "is_past"
                        FROM (
                          SELECT
                            "t28"."staff_id",
                            "t28"."ethnicity",
                            "t28"."pay_band",
                            "t28"."disciplinary_rank",
                            "t28"."label",
                            CASE
                              WHEN (
                                "t28"."problem" IS NULL
                              ) AND (
                                "t28"."staff_id" IS NULL
                              )
                              THEN 'a row has no staff number'
                              ELSE "t28"."problem"
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
                                NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t19"."label", ' ', ' '), ' ', ' '), ' '), ' '), '') AS "label"
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
                          ) "t28"
                        ) "t32"
                      ) "t37"
                    ) "t42"
                  ) "t50"
                ) "t53"
              ) "t60"
            ) "t62"
          ) "t64"
        ) "t67"
      ) "t71"
    ) "t72"
    WHERE
      "t72"."place" = 0
  ) "t73"
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
                  "t96"."item",
                  "t96"."answer",
                  "t96"."ethnicity",
                  "t96"."people"
                FROM (
                  SELECT
                    "t92"."item",
                    "t92"."answer",
                    "t92"."label_key",
                    MIN("t92"."ethnicity") AS "ethnicity",
                    COUNT(*) AS "people"
                  FROM (
                    SELECT
                      "t86"."item",
                      "t86"."answer",
                      COALESCE(COALESCE("t86"."problem", "t86"."ethnicity"), '') AS "ethnicity",
                      COALESCE(COALESCE("t86"."problem", "t86"."label"), '') AS "label_key"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t80"."staff_id",
                          "t80"."ethnicity",
                          "t80"."label",
                          "t80"."problem",
                          'left' AS "item",
                          'yes' AS "answer"
                        FROM (
                          SELECT
                            "t70"."staff_id",
                            "t70"."ethnicity",
                            "t70"."label",
                            "t70"."problem"
                          FROM (
                            SELECT
                              "t68"."staff_id",
                              MAX("t68"."ethnicity") AS "ethnicity",
                              MAX("t68"."label") AS "label",
                              MAX("t68"."problem") AS "problem"
                            FROM (
                              SELECT
                                "t66"."staff_id",
                                "t66"."ethnicity",
                                "t66"."leaving_date",
                                "t66"."label",
                                CASE
                                  WHEN (
                                    "t66"."problem" IS NULL
                                  ) AND (
                                    "t66"."staff_id" IS NULL
                                  )
                                  THEN 'a row has no staff number'
                                  ELSE "t66"."problem"
                                END AS "problem",
                                "t66"."day",
                                "t66"."signs"
                              FROM (
                                SELECT
                                  *
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
                                        "t63"."day" IS NULL
                                      )
                                      THEN 'a date is not written as 2025-09-30 or 30/09/2025'
                                      ELSE "t63"."problem"
                                    END AS "problem",
                                    "t63"."day",
                                    "t63"."signs"
                                  FROM (
                                    SELECT
                                      "t61"."staff_id",
                                      "t61"."ethnicity",
                                      "t61"."leaving_date",
                                      "t61"."label",
                                      CASE
                                        WHEN (
                                          "t61"."problem" IS NULL
                                        ) AND (
                                          COALESCE("t61"."leaving_date") IS NULL
                                        )
                                        THEN 'an event has no date'
                                        ELSE "t61"."problem"
                                      END AS "problem",
                                      "t61"."day",
                                      "t61"."signs"
                                    FROM (
                                      SELECT
                                        "t57"."staff_id",
                                        "t57"."ethnicity",
                                        "t57"."leaving_date",
                                        "t57"."label",
                                        "t57"."problem",
                                        CASE
                                          WHEN SUBSTR(
                                            "t57"."day",
                                            CASE WHEN (
                                              5 + 1
                                            ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t57"."day") END,
                                            2
                                          ) BETWEEN '01' AND '12'
                                          AND SUBSTR(
                                            "t57"."day",
                                            CASE WHEN (
                                              8 + 1
                                            ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t57"."day") END,
                                            2
                                          ) BETWEEN '01' AND '31'
                                          AND (
                                            LENGTH("t57"."day") = 10
                                          )
                                          AND (
                                            SUBSTR(
                                              "t57"."day",
                                              CASE WHEN (
                                                4 + 1
                                              ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t57"."day") END,
                                              1
                                            ) = '-'
                                          )
                                          AND NOT (
                                            SUBSTR(
                                              "t57"."day",
                                              CASE WHEN (
                                                5 + 1
                                              ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t57"."day") END,
                                              2
                                            ) IN ('04', '06', '09', '11')
                                            AND (
                                              SUBSTR(
                                                "t57"."day",
                                                CASE WHEN (
                                                  8 + 1
                                                ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t57"."day") END,
                                                2
                                              ) = '31'
                                            )
                                          )
                                          AND NOT (
                                            (
                                              SUBSTR(
                                                "t57"."day",
                                                CASE WHEN (
                                                  5 + 1
                                                ) >= 1 THEN 5 + 1 ELSE 5 + 1 + LENGTH("t57"."day") END,
                                                2
                                              ) = '02'
                                            )
                                            AND (
                                              SUBSTR(
                                                "t57"."day",
                                                CASE WHEN (
                                                  8 + 1
                                                ) >= 1 THEN 8 + 1 ELSE 8 + 1 + LENGTH("t57"."day") END,
                                                2
                                              ) > CASE
                                                WHEN SUBSTR(
                                                  "t57"."day",
                                                  CASE WHEN (
                                                    0 + 1
                                                  ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t57"."day") END,
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
                                          THEN "t57"."day"
                                          ELSE NULL
                                        END AS "day",
                                        "t57"."signs"
                                      FROM (
                                        SELECT
                                          "t47"."staff_id",
                                          "t47"."ethnicity",
                                          "t47"."leaving_date",
                                          "t47"."label",
                                          "t47"."problem",
                                          CASE
                                            WHEN (
                                              "t47"."signs" = '--'
                                            )
                                            AND (
                                              SUBSTR(
                                                "t47"."day",
                                                CASE WHEN (
                                                  4 + 1
                                                ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t47"."day") END,
                                                1
                                              ) = '-'
                                            )
                                            THEN "t47"."day"
                                            WHEN "t47"."signs" IN ('--', '//', '..')
                                            AND (
                                              SUBSTR(
                                                "t47"."day",
                                                CASE WHEN (
                                                  4 + 1
                                                ) >= 1 THEN 4 + 1 ELSE 4 + 1 + LENGTH("t47"."day") END,
                                                1
                                              ) <> '-'
                                            )
                                            THEN CASE
                                              WHEN CASE
                                                WHEN CASE
                                                  WHEN CASE
                                                    WHEN SUBSTR(
                                                      "t47"."day",
                                                      CASE WHEN (
                                                        6 + 1
                                                      ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                      4
                                                    ) IS NULL
                                                    OR '-' IS NULL
                                                    THEN NULL
                                                    ELSE CONCAT(
                                                      SUBSTR(
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          6 + 1
                                                        ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                        4
                                                      ),
                                                      '-'
                                                    )
                                                  END IS NULL
                                                  OR SUBSTR(
                                                    "t47"."day",
                                                    CASE WHEN (
                                                      3 + 1
                                                    ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
                                                    2
                                                  ) IS NULL
                                                  THEN NULL
                                                  ELSE CONCAT(
                                                    CASE
                                                      WHEN SUBSTR(
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          6 + 1
                                                        ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                        4
                                                      ) IS NULL
                                                      OR '-' IS NULL
                                                      THEN NULL
                                                      ELSE CONCAT(
                                                        SUBSTR(
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            6 + 1
                                                          ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                          4
                                                        ),
                                                        '-'
                                                      )
                                                    END,
                                                    SUBSTR(
                                                      "t47"."day",
                                                      CASE WHEN (
                                                        3 + 1
                                                      ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
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
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          6 + 1
                                                        ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                        4
                                                      ) IS NULL
                                                      OR '-' IS NULL
                                                      THEN NULL
                                                      ELSE CONCAT(
                                                        SUBSTR(
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            6 + 1
                                                          ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                          4
                                                        ),
                                                        '-'
                                                      )
                                                    END IS NULL
                                                    OR SUBSTR(
                                                      "t47"."day",
                                                      CASE WHEN (
                                                        3 + 1
                                                      ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
                                                      2
                                                    ) IS NULL
                                                    THEN NULL
                                                    ELSE CONCAT(
                                                      CASE
                                                        WHEN SUBSTR(
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            6 + 1
                                                          ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                          4
                                                        ) IS NULL
                                                        OR '-' IS NULL
                                                        THEN NULL
                                                        ELSE CONCAT(
                                                          SUBSTR(
                                                            "t47"."day",
                                                            CASE WHEN (
                                                              6 + 1
                                                            ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                            4
                                                          ),
                                                          '-'
                                                        )
                                                      END,
                                                      SUBSTR(
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          3 + 1
                                                        ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
                                                        2
                                                      )
                                                    )
                                                  END,
                                                  '-'
                                                )
                                              END IS NULL
                                              OR SUBSTR(
                                                "t47"."day",
                                                CASE WHEN (
                                                  0 + 1
                                                ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t47"."day") END,
                                                2
                                              ) IS NULL
                                              THEN NULL
                                              ELSE CONCAT(
                                                CASE
                                                  WHEN CASE
                                                    WHEN CASE
                                                      WHEN SUBSTR(
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          6 + 1
                                                        ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                        4
                                                      ) IS NULL
                                                      OR '-' IS NULL
                                                      THEN NULL
                                                      ELSE CONCAT(
                                                        SUBSTR(
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            6 + 1
                                                          ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                          4
                                                        ),
                                                        '-'
                                                      )
                                                    END IS NULL
                                                    OR SUBSTR(
                                                      "t47"."day",
                                                      CASE WHEN (
                                                        3 + 1
                                                      ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
                                                      2
                                                    ) IS NULL
                                                    THEN NULL
                                                    ELSE CONCAT(
                                                      CASE
                                                        WHEN SUBSTR(
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            6 + 1
                                                          ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                          4
                                                        ) IS NULL
                                                        OR '-' IS NULL
                                                        THEN NULL
                                                        ELSE CONCAT(
                                                          SUBSTR(
                                                            "t47"."day",
                                                            CASE WHEN (
                                                              6 + 1
                                                            ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                            4
                                                          ),
                                                          '-'
                                                        )
                                                      END,
                                                      SUBSTR(
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          3 + 1
                                                        ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
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
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            6 + 1
                                                          ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                          4
                                                        ) IS NULL
                                                        OR '-' IS NULL
                                                        THEN NULL
                                                        ELSE CONCAT(
                                                          SUBSTR(
                                                            "t47"."day",
                                                            CASE WHEN (
                                                              6 + 1
                                                            ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                            4
                                                          ),
                                                          '-'
                                                        )
                                                      END IS NULL
                                                      OR SUBSTR(
                                                        "t47"."day",
                                                        CASE WHEN (
                                                          3 + 1
                                                        ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
                                                        2
                                                      ) IS NULL
                                                      THEN NULL
                                                      ELSE CONCAT(
                                                        CASE
                                                          WHEN SUBSTR(
                                                            "t47"."day",
                                                            CASE WHEN (
                                                              6 + 1
                                                            ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                            4
                                                          ) IS NULL
                                                          OR '-' IS NULL
                                                          THEN NULL
                                                          ELSE CONCAT(
                                                            SUBSTR(
                                                              "t47"."day",
                                                              CASE WHEN (
                                                                6 + 1
                                                              ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t47"."day") END,
                                                              4
                                                            ),
                                                            '-'
                                                          )
                                                        END,
                                                        SUBSTR(
                                                          "t47"."day",
                                                          CASE WHEN (
                                                            3 + 1
                                                          ) >= 1 THEN 3 + 1 ELSE 3 + 1 + LENGTH("t47"."day") END,
                                                          2
                                                        )
                                                      )
                                                    END,
                                                    '-'
                                                  )
                                                END,
                                                SUBSTR(
                                                  "t47"."day",
                                                  CASE WHEN (
                                                    0 + 1
                                                  ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t47"."day") END,
                                                  2
                                                )
                                              )
                                            END
                                            ELSE NULL
                                          END AS "day",
                                          "t47"."signs"
                                        FROM (
                                          SELECT
                                            "t29"."staff_id",
                                            "t29"."ethnicity",
                                            "t29"."leaving_date",
                                            "t29"."label",
                                            "t29"."problem",
                                            "t29"."day",
                                            REPLACE(
                                              REPLACE(
                                                REPLACE(
                                                  REPLACE(
                                                    REPLACE(
                                                      REPLACE(
                                                        REPLACE(REPLACE(REPLACE(REPLACE("t29"."day", '0', ''), '1', ''), '2', ''), '3', ''),
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
                                                  NULLIF(RTRIM(LTRIM(REPLACE(REPLACE("t18"."label", ' ', ' '), ' ', ' '), ' '), ' '), '') AS "label"
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
                                          ) "t29"
                                        ) "t47"
                                      ) "t57"
                                    ) "t61"
                                  ) "t63"
                                ) "t65"
                                WHERE
                                  (
                                    (
                                      "t65"."day" >= '2024-10-01'
                                    ) AND (
                                      "t65"."day" <= '2025-09-30'
                                    )
                                  )
                                  OR (
                                    "t65"."problem" IS NOT NULL
                                  )
                              ) "t66"
                            ) "t68"
                            GROUP BY
                              "t68"."staff_id"
                          ) "t70"
                          WHERE
                            NOT EXISTS(
                              SELECT
                                1
                              FROM "t74" "t76"
                              WHERE
                                "t70"."staff_id" = "t76"."staff_id"
                            )
                        ) "t80"
                      ) "t84"
                      WHERE
                        "t84"."answer" IS NOT NULL
                    ) "t86"
                  ) "t92"
                  GROUP BY
                    "t92"."item",
                    "t92"."answer",
                    "t92"."label_key"
                ) "t96"
              ) "t98"
              UNION ALL
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
                    "t91"."item",
                    "t91"."answer",
                    "t91"."label_key",
                    MIN("t91"."ethnicity") AS "ethnicity",
                    COUNT(*) AS "people"
                  FROM (
                    SELECT
                      "t85"."item",
                      "t85"."answer",
                      COALESCE(COALESCE("t85"."problem", "t85"."ethnicity"), '') AS "ethnicity",
                      COALESCE(COALESCE("t85"."problem", "t85"."label"), '') AS "label_key"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t79"."staff_id",
                          "t79"."ethnicity",
                          "t79"."pay_band",
                          "t79"."disciplinary_rank",
                          "t79"."label",
                          "t79"."problem",
                          "t79"."is_past",
                          "t79"."is_over",
                          "t79"."is_kept",
                          "t79"."pay",
                          "t79"."most",
                          "t79"."unpaid",
                          "t79"."is_first",
                          "t79"."place",
                          "t79"."left_rank",
                          'pay_band' AS "item",
                          "t79"."pay_band" AS "answer"
                        FROM (
                          SELECT
                            *
                          FROM "t74" "t75"
                          WHERE
                            NOT (
                              COALESCE("t75"."left_rank", 0) = 3
                            )
                        ) "t79"
                      ) "t83"
                      WHERE
                        "t83"."answer" IS NOT NULL
                    ) "t85"
                  ) "t91"
                  GROUP BY
                    "t91"."item",
                    "t91"."answer",
                    "t91"."label_key"
                ) "t95"
              ) "t97"
            ) "t99"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t89"."item",
                "t89"."answer",
                "t89"."ethnicity",
                "t89"."people"
              FROM (
                SELECT
                  "t87"."item",
                  "t87"."answer",
                  "t87"."label_key",
                  MIN("t87"."ethnicity") AS "ethnicity",
                  COUNT(*) AS "people"
                FROM (
                  SELECT
                    "t81"."item",
                    "t81"."answer",
                    COALESCE(COALESCE("t81"."problem", "t81"."ethnicity"), '') AS "ethnicity",
                    COALESCE(COALESCE("t81"."problem", "t81"."label"), '') AS "label_key"
                  FROM (
                    SELECT
                      *
                    FROM (
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
                        "t75"."left_rank",
                        'disciplinary' AS "item",
                        CASE
                          WHEN "t75"."disciplinary_rank" = 3
                          THEN 'yes'
                          WHEN "t75"."disciplinary_rank" = 2
                          THEN 'no'
                          WHEN "t75"."disciplinary_rank" = 9
                          THEN 'not understood'
                          ELSE NULL
                        END AS "answer"
                      FROM "t74" "t75"
                    ) "t77"
                    WHERE
                      "t77"."answer" IS NOT NULL
                  ) "t81"
                ) "t87"
                GROUP BY
                  "t87"."item",
                  "t87"."answer",
                  "t87"."label_key"
              ) "t89"
            ) "t93"
          ) "t100"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t90"."item",
              "t90"."answer",
              "t90"."ethnicity",
              "t90"."people"
            FROM (
              SELECT
                "t88"."item",
                "t88"."answer",
                "t88"."label_key",
                MIN("t88"."ethnicity") AS "ethnicity",
                COUNT(*) AS "people"
              FROM (
                SELECT
                  "t82"."item",
                  "t82"."answer",
                  COALESCE(COALESCE("t82"."problem", "t82"."ethnicity"), '') AS "ethnicity",
                  COALESCE(COALESCE("t82"."problem", "t82"."label"), '') AS "label_key"
                FROM (
                  SELECT
                    *
                  FROM (
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
                      "t75"."left_rank",
                      'left' AS "item",
                      CASE
                        WHEN "t75"."left_rank" = 3
                        THEN 'yes'
                        WHEN "t75"."left_rank" = 2
                        THEN 'no'
                        WHEN "t75"."left_rank" = 9
                        THEN 'not understood'
                        ELSE NULL
                      END AS "answer"
                    FROM "t74" "t75"
                  ) "t78"
                  WHERE
                    "t78"."answer" IS NOT NULL
                ) "t82"
              ) "t88"
              GROUP BY
                "t88"."item",
                "t88"."answer",
                "t88"."label_key"
            ) "t90"
          ) "t94"
        ) "t101"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t54"."item",
            "t54"."answer",
            "t54"."ethnicity",
            "t54"."people"
          FROM (
            SELECT
              "t51"."item",
              "t51"."answer",
              "t51"."label_key",
              MIN("t51"."ethnicity") AS "ethnicity",
              COUNT(*) AS "people"
            FROM (
              SELECT
                "t45"."item",
                "t45"."answer",
                COALESCE(COALESCE("t45"."problem", "t45"."ethnicity"), '') AS "ethnicity",
                COALESCE(COALESCE("t45"."problem", "t45"."label"), '') AS "label_key"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t36"."ethnicity",
                    "t36"."shortlisted_rank",
                    "t36"."appointed_rank",
                    "t36"."label",
                    "t36"."problem",
                    'shortlisted' AS "item",
                    CASE
                      WHEN "t36"."shortlisted_rank" = 3
                      THEN 'yes'
                      WHEN "t36"."shortlisted_rank" = 2
                      THEN 'no'
                      WHEN "t36"."shortlisted_rank" = 9
                      THEN 'not understood'
                      ELSE NULL
                    END AS "answer"
                  FROM "t33" "t36"
                ) "t40"
                WHERE
                  "t40"."answer" IS NOT NULL
              ) "t45"
            ) "t51"
            GROUP BY
              "t51"."item",
              "t51"."answer",
              "t51"."label_key"
          ) "t54"
        ) "t56"
      ) "t102"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t58"."item",
          "t58"."answer",
          "t58"."ethnicity",
          "t58"."people"
        FROM (
          SELECT
            "t55"."item",
            "t55"."answer",
            "t55"."label_key",
            MIN("t55"."ethnicity") AS "ethnicity",
            COUNT(*) AS "people"
          FROM (
            SELECT
              "t52"."item",
              "t52"."answer",
              COALESCE(COALESCE("t52"."problem", "t52"."ethnicity"), '') AS "ethnicity",
              COALESCE(COALESCE("t52"."problem", "t52"."label"), '') AS "label_key"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t41"."ethnicity",
                  "t41"."shortlisted_rank",
                  "t41"."appointed_rank",
                  "t41"."label",
                  "t41"."problem",
                  'appointed' AS "item",
                  CASE
                    WHEN "t41"."appointed_rank" = 3
                    THEN 'yes'
                    WHEN "t41"."appointed_rank" = 2
                    THEN 'no'
                    WHEN "t41"."appointed_rank" = 9
                    THEN 'not understood'
                    ELSE NULL
                  END AS "answer"
                FROM (
                  SELECT
                    *
                  FROM "t33" "t36"
                  WHERE
                    COALESCE("t36"."shortlisted_rank", 0) = 3
                ) "t41"
              ) "t46"
              WHERE
                "t46"."answer" IS NOT NULL
            ) "t52"
          ) "t55"
          GROUP BY
            "t55"."item",
            "t55"."answer",
            "t55"."label_key"
        ) "t58"
      ) "t59"
    ) "t103"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t43"."item",
        "t43"."answer",
        "t43"."ethnicity",
        "t43"."people"
      FROM (
        SELECT
          "t38"."item",
          "t38"."answer",
          "t38"."label_key",
          MIN("t38"."ethnicity") AS "ethnicity",
          COUNT(*) AS "people"
        FROM (
          SELECT
            "t34"."item",
            "t34"."answer",
            COALESCE(COALESCE("t34"."problem", "t34"."ethnicity"), '') AS "ethnicity",
            COALESCE(COALESCE("t34"."problem", "t34"."label"), '') AS "label_key"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t27"."ethnicity",
                "t27"."harassment_public_rank",
                "t27"."harassment_colleagues_rank",
                "t27"."label",
                "t27"."problem",
                'harassment_public' AS "item",
                CASE
                  WHEN "t27"."harassment_public_rank" = 3
                  THEN 'yes'
                  WHEN "t27"."harassment_public_rank" = 2
                  THEN 'no'
                  WHEN "t27"."harassment_public_rank" = 9
                  THEN 'not understood'
                  ELSE NULL
                END AS "answer"
              FROM "t24" "t27"
            ) "t30"
            WHERE
              "t30"."answer" IS NOT NULL
          ) "t34"
        ) "t38"
        GROUP BY
          "t38"."item",
          "t38"."answer",
          "t38"."label_key"
      ) "t43"
    ) "t48"
  ) "t104"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t44"."item",
      "t44"."answer",
      "t44"."ethnicity",
      "t44"."people"
    FROM (
      SELECT
        "t39"."item",
        "t39"."answer",
        "t39"."label_key",
        MIN("t39"."ethnicity") AS "ethnicity",
        COUNT(*) AS "people"
      FROM (
        SELECT
          "t35"."item",
          "t35"."answer",
          COALESCE(COALESCE("t35"."problem", "t35"."ethnicity"), '') AS "ethnicity",
          COALESCE(COALESCE("t35"."problem", "t35"."label"), '') AS "label_key"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t27"."ethnicity",
              "t27"."harassment_public_rank",
              "t27"."harassment_colleagues_rank",
              "t27"."label",
              "t27"."problem",
              'harassment_colleagues' AS "item",
              CASE
                WHEN "t27"."harassment_colleagues_rank" = 3
                THEN 'yes'
                WHEN "t27"."harassment_colleagues_rank" = 2
                THEN 'no'
                WHEN "t27"."harassment_colleagues_rank" = 9
                THEN 'not understood'
                ELSE NULL
              END AS "answer"
            FROM "t24" "t27"
          ) "t31"
          WHERE
            "t31"."answer" IS NOT NULL
        ) "t35"
      ) "t39"
      GROUP BY
        "t39"."item",
        "t39"."answer",
        "t39"."label_key"
    ) "t44"
  ) "t49"
) "t105"
ORDER BY
  "t105"."item" ASC,
  "t105"."answer" ASC,
  "t105"."ethnicity" ASC;
