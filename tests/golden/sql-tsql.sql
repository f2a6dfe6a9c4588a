WITH [t32] AS (
  SELECT
    [t29].[ethnicity],
    [t29].[harassment_public_rank],
    [t29].[harassment_colleagues_rank],
    [t29].[label],
    IIF(
      (
        [t29].[problem] IS NULL
      ) AND (
        [t29].[harassment_colleagues_rank] = 9
      ),
      'harassment_colleagues holds an unknown word',
      [t29].[problem]
    ) AS [problem]
  FROM (
    SELECT
      [t24].[ethnicity],
      [t24].[harassment_public_rank],
      [t24].[harassment_colleagues_rank],
      [t24].[label],
      IIF(
        (
          [t24].[problem] IS NULL
        ) AND (
          [t24].[harassment_public_rank] = 9
        ),
        'harassment_public holds an unknown word',
        [t24].[problem]
      ) AS [problem]
    FROM (
      SELECT
        [t20].[ethnicity],
        [t20].[harassment_public_rank],
        [t20].[harassment_colleagues_rank],
        [t20].[label],
        CAST(NULL AS VARCHAR(max)) AS [problem]
      FROM (
        SELECT
          [t16].[ethnicity],
          CASE
            WHEN [t16].[harassment_public_lower] IS NULL
            THEN CAST(NULL AS BIGINT)
            WHEN [t16].[harassment_public_lower] IN ('1', 'true', 'y', 'yes')
            THEN 3
            WHEN [t16].[harassment_public_lower] IN ('0', 'false', 'n', 'no')
            THEN 2
            WHEN [t16].[harassment_public_lower] IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
            THEN 1
            WHEN [t16].[harassment_public_words] IN (
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
          END AS [harassment_public_rank],
          CASE
            WHEN [t16].[harassment_colleagues_lower] IS NULL
            THEN CAST(NULL AS BIGINT)
            WHEN [t16].[harassment_colleagues_lower] IN ('1', 'true', 'y', 'yes')
            THEN 3
            WHEN [t16].[harassment_colleagues_lower] IN ('0', 'false', 'n', 'no')
            THEN 2
            WHEN [t16].[harassment_colleagues_lower] IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
            THEN 1
            WHEN [t16].[harassment_colleagues_words] IN (
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
          END AS [harassment_colleagues_rank],
          NULLIF(TRIM(' ' FROM REPLACE(REPLACE([t16].[label], '  ', ' '), '  ', ' ')), '') AS [label]
        FROM (
          SELECT
            [t12].[ethnicity],
            [t12].[harassment_public],
            [t12].[harassment_colleagues],
            [t12].[harassment_public_lower],
            [t12].[harassment_colleagues_lower],
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(
                      REPLACE(REPLACE(REPLACE(REPLACE([t12].[label], '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
            ) AS [label],
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE([t12].[harassment_public_lower], '''', ''), '’', ''), '-', ' '),
                  '_',
                  ' '
                ),
                '/',
                ' '
              ),
              '–',
              ' '
            ) AS [harassment_public_words],
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE([t12].[harassment_colleagues_lower], '''', ''), '’', ''), '-', ' '),
                  '_',
                  ' '
                ),
                '/',
                ' '
              ),
              '–',
              ' '
            ) AS [harassment_colleagues_words]
          FROM (
            SELECT
              [t8].[ethnicity],
              [t8].[harassment_public],
              [t8].[harassment_colleagues],
              LOWER([t8].[harassment_public]) AS [harassment_public_lower],
              LOWER([t8].[harassment_colleagues]) AS [harassment_colleagues_lower],
              LOWER(COALESCE([t8].[ethnicity], '')) AS [label]
            FROM (
              SELECT
                [t4].[ethnicity],
                [t4].[harassment_public],
                [t4].[harassment_colleagues]
              FROM (
                SELECT
                  NULLIF(TRIM(' ' FROM CAST([t0].[ethnicity] AS VARCHAR(max))), '') AS [ethnicity],
                  NULLIF(TRIM(' ' FROM CAST([t0].[harassment_public] AS VARCHAR(max))), '') AS [harassment_public],
                  NULLIF(TRIM(' ' FROM CAST([t0].[harassment_colleagues] AS VARCHAR(max))), '') AS [harassment_colleagues]
                FROM [survey] AS [t0]
              ) AS [t4]
              WHERE
                (
                  [t4].[ethnicity] IS NOT NULL
                )
                OR (
                  [t4].[harassment_public] IS NOT NULL
                )
                OR (
                  [t4].[harassment_colleagues] IS NOT NULL
                )
            ) AS [t8]
          ) AS [t12]
        ) AS [t16]
      ) AS [t20]
    ) AS [t24]
  ) AS [t29]
), [t40] AS (
  SELECT
    [t33].[ethnicity],
    [t33].[shortlisted_rank],
    [t33].[appointed_rank],
    [t33].[label],
    IIF(
      (
        [t33].[problem] IS NULL
      )
      AND (
        (
          [t33].[appointed_rank] = 3
        )
        AND (
          COALESCE([t33].[shortlisted_rank], 0) <> 3
        )
      ),
      'appointed is yes without shortlisted',
      [t33].[problem]
    ) AS [problem]
  FROM (
    SELECT
      [t30].[ethnicity],
      [t30].[shortlisted_rank],
      [t30].[appointed_rank],
      [t30].[label],
      IIF(
        (
          [t30].[problem] IS NULL
        ) AND (
          [t30].[appointed_rank] = 9
        ),
        'appointed holds an unknown word',
        [t30].[problem]
      ) AS [problem]
    FROM (
      SELECT
        [t25].[ethnicity],
        [t25].[shortlisted_rank],
        [t25].[appointed_rank],
        [t25].[label],
        IIF(
          (
            [t25].[problem] IS NULL
          ) AND (
            [t25].[shortlisted_rank] = 9
          ),
          'shortlisted holds an unknown word',
          [t25].[problem]
        ) AS [problem]
      FROM (
        SELECT
          [t21].[ethnicity],
          [t21].[shortlisted_rank],
          [t21].[appointed_rank],
          [t21].[label],
          CAST(NULL AS VARCHAR(max)) AS [problem]
        FROM (
          SELECT
            [t17].[ethnicity],
            CASE
              WHEN [t17].[shortlisted_lower] IS NULL
              THEN CAST(NULL AS BIGINT)
              WHEN [t17].[shortlisted_lower] IN ('1', 'shortlisted', 'true', 'y', 'yes')
              THEN 3
              WHEN [t17].[shortlisted_words] IN ('invited to interview', 'short listed')
              THEN 3
              WHEN [t17].[shortlisted_lower] IN ('0', 'false', 'longlisted', 'n', 'no', 'rejected')
              THEN 2
              WHEN [t17].[shortlisted_words] IN ('not shortlisted')
              THEN 2
              WHEN [t17].[shortlisted_lower] IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
              THEN 1
              WHEN [t17].[shortlisted_words] IN (
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
            END AS [shortlisted_rank],
            CASE
              WHEN [t17].[appointed_lower] IS NULL
              THEN CAST(NULL AS BIGINT)
              WHEN [t17].[appointed_lower] IN ('1', 'appointed', 'hired', 'offered', 'successful', 'true', 'y', 'yes')
              THEN 3
              WHEN [t17].[appointed_lower] IN (
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
              WHEN [t17].[appointed_words] IN ('did not attend', 'not appointed', 'not hired', 'not successful')
              THEN 2
              WHEN [t17].[appointed_lower] IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
              THEN 1
              WHEN [t17].[appointed_words] IN (
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
            END AS [appointed_rank],
            NULLIF(TRIM(' ' FROM REPLACE(REPLACE([t17].[label], '  ', ' '), '  ', ' ')), '') AS [label]
          FROM (
            SELECT
              [t13].[ethnicity],
              [t13].[shortlisted],
              [t13].[appointed],
              [t13].[shortlisted_lower],
              [t13].[appointed_lower],
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(
                      REPLACE(
                        REPLACE(REPLACE(REPLACE(REPLACE([t13].[label], '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
              ) AS [label],
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE([t13].[shortlisted_lower], '''', ''), '’', ''), '-', ' '),
                    '_',
                    ' '
                  ),
                  '/',
                  ' '
                ),
                '–',
                ' '
              ) AS [shortlisted_words],
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE([t13].[appointed_lower], '''', ''), '’', ''), '-', ' '),
                    '_',
                    ' '
                  ),
                  '/',
                  ' '
                ),
                '–',
                ' '
              ) AS [appointed_words]
            FROM (
              SELECT
                [t9].[ethnicity],
                [t9].[shortlisted],
                [t9].[appointed],
                LOWER([t9].[shortlisted]) AS [shortlisted_lower],
                LOWER([t9].[appointed]) AS [appointed_lower],
                LOWER(COALESCE([t9].[ethnicity], '')) AS [label]
              FROM (
                SELECT
                  [t5].[ethnicity],
                  [t5].[shortlisted],
                  [t5].[appointed]
                FROM (
                  SELECT
                    NULLIF(TRIM(' ' FROM CAST([t1].[ethnicity] AS VARCHAR(max))), '') AS [ethnicity],
                    NULLIF(TRIM(' ' FROM CAST([t1].[shortlisted] AS VARCHAR(max))), '') AS [shortlisted],
                    NULLIF(TRIM(' ' FROM CAST([t1].[appointed] AS VARCHAR(max))), '') AS [appointed]
                  FROM [shortlisting] AS [t1]
                ) AS [t5]
                WHERE
                  (
                    [t5].[ethnicity] IS NOT NULL
                  )
                  OR (
                    [t5].[shortlisted] IS NOT NULL
                  )
                  OR (
                    [t5].[appointed] IS NOT NULL
                  )
              ) AS [t9]
            ) AS [t13]
          ) AS [t17]
        ) AS [t21]
      ) AS [t25]
    ) AS [t30]
  ) AS [t33]
), [t66] AS (
  SELECT
    [t64].[staff_id],
    MAX([t64].[ethnicity]) AS [ethnicity],
    MAX([t64].[label]) AS [label],
    MAX([t64].[problem]) AS [problem]
  FROM (
    SELECT
      [t62].[staff_id],
      [t62].[ethnicity],
      [t62].[leaving_date],
      [t62].[label],
      IIF(
        (
          [t62].[problem] IS NULL
        ) AND (
          [t62].[staff_id] IS NULL
        ),
        'a row has no staff number',
        [t62].[problem]
      ) AS [problem],
      [t62].[day],
      [t62].[signs]
    FROM (
      SELECT
        [t61].[staff_id],
        [t61].[ethnicity],
        [t61].[leaving_date],
        [t61].[label],
        [t61].[problem],
        [t61].[day],
        [t61].[signs]
      FROM (
        SELECT
          [t59].[staff_id],
          [t59].[ethnicity],
          [t59].[leaving_date],
          [t59].[label],
          IIF(
            (
              [t59].[problem] IS NULL
            ) AND (
              [t59].[day] IS NULL
            ),
            'a date is not written as 2025-09-30 or 30/09/2025',
            [t59].[problem]
          ) AS [problem],
          [t59].[day],
          [t59].[signs]
        FROM (
          SELECT
            [t57].[staff_id],
            [t57].[ethnicity],
            [t57].[leaving_date],
            [t57].[label],
            IIF(
              (
                [t57].[problem] IS NULL
              ) AND (
                COALESCE([t57].[leaving_date]) IS NULL
              ),
              'an event has no date',
              [t57].[problem]
            ) AS [problem],
            [t57].[day],
            [t57].[signs]
          FROM (
            SELECT
              [t49].[staff_id],
              [t49].[ethnicity],
              [t49].[leaving_date],
              [t49].[label],
              [t49].[problem],
              IIF(
                SUBSTRING([t49].[day], IIF((
                  5 + 1
                ) >= 1, 5 + 1, 5 + 1 + LEN([t49].[day])), 2) BETWEEN '01' AND '12'
                AND SUBSTRING([t49].[day], IIF((
                  8 + 1
                ) >= 1, 8 + 1, 8 + 1 + LEN([t49].[day])), 2) BETWEEN '01' AND '31'
                AND (
                  (
                    LEN('A' + [t49].[day] + 'Z') - 2
                  ) = 10
                )
                AND (
                  SUBSTRING([t49].[day], IIF((
                    4 + 1
                  ) >= 1, 4 + 1, 4 + 1 + LEN([t49].[day])), 1) = '-'
                )
                AND (
                  IIF(
                    SUBSTRING([t49].[day], IIF((
                      5 + 1
                    ) >= 1, 5 + 1, 5 + 1 + LEN([t49].[day])), 2) IN ('04', '06', '09', '11')
                    AND (
                      SUBSTRING([t49].[day], IIF((
                        8 + 1
                      ) >= 1, 8 + 1, 8 + 1 + LEN([t49].[day])), 2) = '31'
                    ),
                    1,
                    0
                  ) = 0
                )
                AND (
                  IIF(
                    (
                      SUBSTRING([t49].[day], IIF((
                        5 + 1
                      ) >= 1, 5 + 1, 5 + 1 + LEN([t49].[day])), 2) = '02'
                    )
                    AND (
                      SUBSTRING([t49].[day], IIF((
                        8 + 1
                      ) >= 1, 8 + 1, 8 + 1 + LEN([t49].[day])), 2) > IIF(
                        SUBSTRING([t49].[day], IIF((
                          0 + 1
                        ) >= 1, 0 + 1, 0 + 1 + LEN([t49].[day])), 4) IN (
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
                    ),
                    1,
                    0
                  ) = 0
                ),
                [t49].[day],
                CAST(NULL AS VARCHAR(max))
              ) AS [day],
              [t49].[signs]
            FROM (
              SELECT
                [t39].[staff_id],
                [t39].[ethnicity],
                [t39].[leaving_date],
                [t39].[label],
                [t39].[problem],
                CASE
                  WHEN (
                    [t39].[signs] = '--'
                  )
                  AND (
                    SUBSTRING([t39].[day], IIF((
                      4 + 1
                    ) >= 1, 4 + 1, 4 + 1 + LEN([t39].[day])), 1) = '-'
                  )
                  THEN [t39].[day]
                  WHEN [t39].[signs] IN ('--', '//', '..')
                  AND (
                    SUBSTRING([t39].[day], IIF((
                      4 + 1
                    ) >= 1, 4 + 1, 4 + 1 + LEN([t39].[day])), 1) <> '-'
                  )
                  THEN IIF(
                    IIF(
                      IIF(
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) IS NULL
                        OR SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2) IS NULL,
                        NULL,
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) + SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2)
                      ) IS NULL
                      OR '-' IS NULL,
                      NULL,
                      IIF(
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) IS NULL
                        OR SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2) IS NULL,
                        NULL,
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) + SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2)
                      ) + '-'
                    ) IS NULL
                    OR SUBSTRING([t39].[day], IIF((
                      0 + 1
                    ) >= 1, 0 + 1, 0 + 1 + LEN([t39].[day])), 2) IS NULL,
                    NULL,
                    IIF(
                      IIF(
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) IS NULL
                        OR SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2) IS NULL,
                        NULL,
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) + SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2)
                      ) IS NULL
                      OR '-' IS NULL,
                      NULL,
                      IIF(
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) IS NULL
                        OR SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2) IS NULL,
                        NULL,
                        IIF(
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) IS NULL
                          OR '-' IS NULL,
                          NULL,
                          SUBSTRING([t39].[day], IIF((
                            6 + 1
                          ) >= 1, 6 + 1, 6 + 1 + LEN([t39].[day])), 4) + '-'
                        ) + SUBSTRING([t39].[day], IIF((
                          3 + 1
                        ) >= 1, 3 + 1, 3 + 1 + LEN([t39].[day])), 2)
                      ) + '-'
                    ) + SUBSTRING([t39].[day], IIF((
                      0 + 1
                    ) >= 1, 0 + 1, 0 + 1 + LEN([t39].[day])), 2)
                  )
                  ELSE CAST(NULL AS VARCHAR(max))
                END AS [day],
                [t39].[signs]
              FROM (
                SELECT
                  [t28].[staff_id],
                  [t28].[ethnicity],
                  [t28].[leaving_date],
                  [t28].[label],
                  [t28].[problem],
                  [t28].[day],
                  REPLACE(
                    REPLACE(
                      REPLACE(
                        REPLACE(
                          REPLACE(
                            REPLACE(
                              REPLACE(REPLACE(REPLACE(REPLACE([t28].[day], '0', ''), '1', ''), '2', ''), '3', ''),
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
                  ) AS [signs]
                FROM (
                  SELECT
                    [t26].[staff_id],
                    [t26].[ethnicity],
                    [t26].[leaving_date],
                    [t26].[label],
                    [t26].[problem],
                    SUBSTRING(
                      COALESCE([t26].[leaving_date]),
                      IIF((
                        0 + 1
                      ) >= 1, 0 + 1, 0 + 1 + LEN(COALESCE([t26].[leaving_date]))),
                      10
                    ) AS [day]
                  FROM (
                    SELECT
                      [t22].[staff_id],
                      [t22].[ethnicity],
                      [t22].[leaving_date],
                      [t22].[label],
                      CAST(NULL AS VARCHAR(max)) AS [problem]
                    FROM (
                      SELECT
                        [t18].[staff_id],
                        [t18].[ethnicity],
                        [t18].[leaving_date],
                        NULLIF(TRIM(' ' FROM REPLACE(REPLACE([t18].[label], '  ', ' '), '  ', ' ')), '') AS [label]
                      FROM (
                        SELECT
                          [t14].[staff_id],
                          [t14].[ethnicity],
                          [t14].[leaving_date],
                          REPLACE(
                            REPLACE(
                              REPLACE(
                                REPLACE(
                                  REPLACE(
                                    REPLACE(REPLACE(REPLACE(REPLACE([t14].[label], '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
                          ) AS [label]
                        FROM (
                          SELECT
                            [t10].[staff_id],
                            [t10].[ethnicity],
                            [t10].[leaving_date],
                            LOWER(COALESCE([t10].[ethnicity], '')) AS [label]
                          FROM (
                            SELECT
                              [t6].[staff_id],
                              [t6].[ethnicity],
                              [t6].[leaving_date]
                            FROM (
                              SELECT
                                NULLIF(TRIM(' ' FROM CAST([t2].[staff_id] AS VARCHAR(max))), '') AS [staff_id],
                                NULLIF(TRIM(' ' FROM CAST([t2].[ethnicity] AS VARCHAR(max))), '') AS [ethnicity],
                                NULLIF(TRIM(' ' FROM CAST([t2].[leaving_date] AS VARCHAR(max))), '') AS [leaving_date]
                              FROM [leavers] AS [t2]
                            ) AS [t6]
                            WHERE
                              (
                                [t6].[staff_id] IS NOT NULL
                              )
                              OR (
                                [t6].[ethnicity] IS NOT NULL
                              )
                              OR (
                                [t6].[leaving_date] IS NOT NULL
                              )
                          ) AS [t10]
                        ) AS [t14]
                      ) AS [t18]
                    ) AS [t22]
                  ) AS [t26]
                ) AS [t28]
              ) AS [t39]
            ) AS [t49]
          ) AS [t57]
        ) AS [t59]
      ) AS [t61]
      WHERE
        (
          (
            [t61].[day] >= '2024-10-01'
          ) AND (
            [t61].[day] <= '2025-09-30'
          )
        )
        OR (
          [t61].[problem] IS NOT NULL
        )
    ) AS [t62]
  ) AS [t64]
  GROUP BY
    [t64].[staff_id]
), [t76] AS (
  SELECT
    [t75].[staff_id],
    [t75].[ethnicity],
    [t75].[pay_band],
    [t75].[disciplinary_rank],
    [t75].[label],
    [t75].[problem],
    [t75].[is_past],
    [t75].[is_over],
    [t75].[is_kept],
    [t75].[pay],
    [t75].[most],
    [t75].[unpaid],
    [t75].[is_first],
    [t75].[place],
    IIF(COALESCE(CAST(NULL AS BIGINT), 0) = 3, 3, 2) AS [left_rank]
  FROM (
    SELECT
      [t74].[staff_id],
      [t74].[ethnicity],
      [t74].[pay_band],
      [t74].[disciplinary_rank],
      [t74].[label],
      [t74].[problem],
      [t74].[is_past],
      [t74].[is_over],
      [t74].[is_kept],
      [t74].[pay],
      [t74].[most],
      [t74].[unpaid],
      [t74].[is_first],
      [t74].[place]
    FROM (
      SELECT
        [t71].[staff_id],
        MAX([t71].[ethnicity]) OVER (
          PARTITION BY [t71].[staff_id]
          ORDER BY CASE WHEN [t71].[ethnicity] IS NULL THEN 1 ELSE 0 END, [t71].[ethnicity] ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS [ethnicity],
        [t71].[pay_band],
        MAX([t71].[disciplinary_rank]) OVER (
          PARTITION BY [t71].[staff_id]
          ORDER BY CASE WHEN [t71].[disciplinary_rank] IS NULL THEN 1 ELSE 0 END, [t71].[disciplinary_rank] ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS [disciplinary_rank],
        MAX([t71].[label]) OVER (
          PARTITION BY [t71].[staff_id]
          ORDER BY CASE WHEN [t71].[label] IS NULL THEN 1 ELSE 0 END, [t71].[label] ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS [label],
        MAX([t71].[problem]) OVER (
          PARTITION BY [t71].[staff_id]
          ORDER BY CASE WHEN [t71].[problem] IS NULL THEN 1 ELSE 0 END, [t71].[problem] ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS [problem],
        [t71].[is_past],
        [t71].[is_over],
        [t71].[is_kept],
        [t71].[pay],
        [t71].[most],
        [t71].[unpaid],
        [t71].[is_first],
        ROW_NUMBER() OVER (PARTITION BY [t71].[staff_id] ORDER BY [t71].[is_first] DESC) - 1 AS [place]
      FROM (
        SELECT
          [t65].[staff_id],
          [t65].[ethnicity],
          [t65].[pay_band],
          [t65].[disciplinary_rank],
          [t65].[label],
          IIF(
            (
              [t65].[problem] IS NULL
            )
            AND (
              MIN(
                IIF([t65].[disciplinary_rank] >= 2, [t65].[disciplinary_rank], CAST(NULL AS BIGINT))
              ) OVER (
                PARTITION BY [t65].[staff_id]
                ORDER BY CASE WHEN IIF([t65].[disciplinary_rank] >= 2, [t65].[disciplinary_rank], CAST(NULL AS BIGINT)) IS NULL THEN 1 ELSE 0 END, IIF([t65].[disciplinary_rank] >= 2, [t65].[disciplinary_rank], CAST(NULL AS BIGINT)) ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) <> MAX(
                IIF([t65].[disciplinary_rank] >= 2, [t65].[disciplinary_rank], CAST(NULL AS BIGINT))
              ) OVER (
                PARTITION BY [t65].[staff_id]
                ORDER BY CASE WHEN IIF([t65].[disciplinary_rank] >= 2, [t65].[disciplinary_rank], CAST(NULL AS BIGINT)) IS NULL THEN 1 ELSE 0 END, IIF([t65].[disciplinary_rank] >= 2, [t65].[disciplinary_rank], CAST(NULL AS BIGINT)) ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            ),
            'posts of a person differ in disciplinary',
            [t65].[problem]
          ) AS [problem],
          [t65].[is_past],
          [t65].[is_over],
          [t65].[is_kept],
          [t65].[pay],
          [t65].[most],
          [t65].[unpaid],
          [t65].[is_first]
        FROM (
          SELECT
            [t63].[staff_id],
            [t63].[ethnicity],
            [t63].[pay_band],
            [t63].[disciplinary_rank],
            [t63].[label],
            IIF(
              (
                [t63].[problem] IS NULL
              )
              AND (
                MIN([t63].[label]) OVER (
                  PARTITION BY [t63].[staff_id]
                  ORDER BY CASE WHEN [t63].[label] IS NULL THEN 1 ELSE 0 END, [t63].[label] ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) <> MAX([t63].[label]) OVER (
                  PARTITION BY [t63].[staff_id]
                  ORDER BY CASE WHEN [t63].[label] IS NULL THEN 1 ELSE 0 END, [t63].[label] ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              ),
              'posts of a person differ in ethnicity',
              [t63].[problem]
            ) AS [problem],
            [t63].[is_past],
            [t63].[is_over],
            [t63].[is_kept],
            [t63].[pay],
            [t63].[most],
            [t63].[unpaid],
            [t63].[is_first]
          FROM (
            SELECT
              [t60].[staff_id],
              [t60].[ethnicity],
              [t60].[pay_band],
              [t60].[disciplinary_rank],
              [t60].[label],
              IIF(
                (
                  [t60].[problem] IS NULL
                )
                AND (
                  MIN(IIF([t60].[is_first] = 1, LOWER([t60].[pay_band]), CAST(NULL AS VARCHAR(max)))) OVER (
                    PARTITION BY [t60].[staff_id]
                    ORDER BY CASE WHEN IIF([t60].[is_first] = 1, LOWER([t60].[pay_band]), CAST(NULL AS VARCHAR(max))) IS NULL THEN 1 ELSE 0 END, IIF([t60].[is_first] = 1, LOWER([t60].[pay_band]), CAST(NULL AS VARCHAR(max))) ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX(IIF([t60].[is_first] = 1, LOWER([t60].[pay_band]), CAST(NULL AS VARCHAR(max)))) OVER (
                    PARTITION BY [t60].[staff_id]
                    ORDER BY CASE WHEN IIF([t60].[is_first] = 1, LOWER([t60].[pay_band]), CAST(NULL AS VARCHAR(max))) IS NULL THEN 1 ELSE 0 END, IIF([t60].[is_first] = 1, LOWER([t60].[pay_band]), CAST(NULL AS VARCHAR(max))) ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                ),
                'posts of a person differ in pay_band, and none is paid more',
                [t60].[problem]
              ) AS [problem],
              [t60].[is_past],
              [t60].[is_over],
              [t60].[is_kept],
              [t60].[pay],
              [t60].[most],
              [t60].[unpaid],
              [t60].[is_first]
            FROM (
              SELECT
                [t58].[staff_id],
                [t58].[ethnicity],
                [t58].[pay_band],
                [t58].[disciplinary_rank],
                [t58].[label],
                [t58].[problem],
                [t58].[is_past],
                [t58].[is_over],
                [t58].[is_kept],
                [t58].[pay],
                [t58].[most],
                [t58].[unpaid],
                IIF(
                  (
                    [t58].[is_kept] = 1
                  )
                  AND (
                    (
                      [t58].[pay] = [t58].[most]
                    ) OR (
                      [t58].[unpaid] = 1
                    )
                  ),
                  1,
                  0
                ) AS [is_first]
              FROM (
                SELECT
                  [t53].[staff_id],
                  [t53].[ethnicity],
                  [t53].[pay_band],
                  [t53].[disciplinary_rank],
                  [t53].[label],
                  [t53].[problem],
                  [t53].[is_past],
                  [t53].[is_over],
                  [t53].[is_kept],
                  [t53].[pay],
                  MAX([t53].[pay]) OVER (
                    PARTITION BY [t53].[staff_id]
                    ORDER BY CASE WHEN [t53].[pay] IS NULL THEN 1 ELSE 0 END, [t53].[pay] ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS [most],
                  MAX(IIF((
                    [t53].[is_kept] = 1
                  ) AND (
                    [t53].[pay] IS NULL
                  ), 1, 0)) OVER (
                    PARTITION BY [t53].[staff_id]
                    ORDER BY CASE WHEN IIF((
                      [t53].[is_kept] = 1
                    ) AND (
                      [t53].[pay] IS NULL
                    ), 1, 0) IS NULL THEN 1 ELSE 0 END, IIF((
                      [t53].[is_kept] = 1
                    ) AND (
                      [t53].[pay] IS NULL
                    ), 1, 0) ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS [unpaid]
                FROM (
                  SELECT
                    [t50].[staff_id],
                    [t50].[ethnicity],
                    [t50].[pay_band],
                    [t50].[disciplinary_rank],
                    [t50].[label],
                    [t50].[problem],
                    [t50].[is_past],
                    [t50].[is_over],
                    [t50].[is_kept],
                    IIF([t50].[is_kept] = 1, CAST(0 AS NUMERIC(12, 2)), CAST(NULL AS NUMERIC(12, 2))) AS [pay]
                  FROM (
                    SELECT
                      [t44].[staff_id],
                      [t44].[ethnicity],
                      [t44].[pay_band],
                      [t44].[disciplinary_rank],
                      [t44].[label],
                      [t44].[problem],
                      [t44].[is_past],
                      [t44].[is_over],
                      IIF((
                        [t44].[is_past] = 0
                      ) OR (
                        [t44].[is_over] = 1
                      ), 1, 0) AS [is_kept]
                    FROM (
                      SELECT
                        [t38].[staff_id],
                        [t38].[ethnicity],
                        [t38].[pay_band],
                        [t38].[disciplinary_rank],
                        [t38].[label],
                        [t38].[problem],
                        [t38].[is_past],
                        MIN([t38].[is_past]) OVER (
                          PARTITION BY [t38].[staff_id]
                          ORDER BY CASE WHEN [t38].[is_past] IS NULL THEN 1 ELSE 0 END, [t38].[is_past] ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS [is_over]
                      FROM (
                        SELECT
                          [t35].[staff_id],
                          [t35].[ethnicity],
                          [t35].[pay_band],
                          [t35].[disciplinary_rank],
                          [t35].[label],
                          [t35].[problem],
                          IIF(0 = 1, 1, 0) AS [is_past]
                        FROM (
                          SELECT
                            [t31].[staff_id],
                            [t31].[ethnicity],
                            [t31].[pay_band],
                            [t31].[disciplinary_rank],
                            [t31].[label],
                            IIF(
                              (
                                [t31].[problem] IS NULL
                              )
                              AND (
                                (
                                  [t31].[staff_id] IS NULL
                                )
                                OR LOWER([t31].[staff_id]) IN (
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
                              ),
                              'a row has no staff number',
                              [t31].[problem]
                            ) AS [problem]
                          FROM (
                            SELECT
                              [t27].[staff_id],
                              [t27].[ethnicity],
                              [t27].[pay_band],
                              [t27].[disciplinary_rank],
                              [t27].[label],
                              IIF(
                                (
                                  [t27].[problem] IS NULL
                                ) AND (
                                  [t27].[disciplinary_rank] = 9
                                ),
                                'disciplinary holds an unknown word',
                                [t27].[problem]
                              ) AS [problem]
                            FROM (
                              SELECT
                                [t23].[staff_id],
                                [t23].[ethnicity],
                                [t23].[pay_band],
                                [t23].[disciplinary_rank],
                                [t23].[label],
                                CAST(NULL AS VARCHAR(max)) AS [problem]
                              FROM (
                                SELECT
                                  [t19].[staff_id],
                                  [t19].[ethnicity],
                                  [t19].[pay_band],
                                  CASE
                                    WHEN [t19].[disciplinary_lower] IS NULL
                                    THEN CAST(NULL AS BIGINT)
                                    WHEN [t19].[disciplinary_lower] IN ('1', 'true', 'y', 'yes')
                                    THEN 3
                                    WHEN [t19].[disciplinary_lower] IN ('0', 'false', 'n', 'no')
                                    THEN 2
                                    WHEN [t19].[disciplinary_lower] IN ('-', '.', 'declined', 'missing', 'na', 'nk', 'null', 'unknown', '–')
                                    THEN 1
                                    WHEN [t19].[disciplinary_words] IN (
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
                                  END AS [disciplinary_rank],
                                  NULLIF(TRIM(' ' FROM REPLACE(REPLACE([t19].[label], '  ', ' '), '  ', ' ')), '') AS [label]
                                FROM (
                                  SELECT
                                    [t15].[disciplinary],
                                    [t15].[staff_id],
                                    [t15].[ethnicity],
                                    [t15].[pay_band],
                                    [t15].[disciplinary_lower],
                                    REPLACE(
                                      REPLACE(
                                        REPLACE(
                                          REPLACE(
                                            REPLACE(
                                              REPLACE(REPLACE(REPLACE(REPLACE([t15].[label], '-', ' '), '_', ' '), '/', ' '), '–', ' '),
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
                                    ) AS [label],
                                    REPLACE(
                                      REPLACE(
                                        REPLACE(
                                          REPLACE(REPLACE(REPLACE([t15].[disciplinary_lower], '''', ''), '’', ''), '-', ' '),
                                          '_',
                                          ' '
                                        ),
                                        '/',
                                        ' '
                                      ),
                                      '–',
                                      ' '
                                    ) AS [disciplinary_words]
                                  FROM (
                                    SELECT
                                      [t11].[disciplinary],
                                      [t11].[staff_id],
                                      [t11].[ethnicity],
                                      [t11].[pay_band],
                                      LOWER([t11].[disciplinary]) AS [disciplinary_lower],
                                      LOWER(COALESCE([t11].[ethnicity], '')) AS [label]
                                    FROM (
                                      SELECT
                                        [t7].[disciplinary],
                                        [t7].[staff_id],
                                        [t7].[ethnicity],
                                        [t7].[pay_band]
                                      FROM (
                                        SELECT
                                          NULLIF(TRIM(' ' FROM CAST([t3].[disciplinary] AS VARCHAR(max))), '') AS [disciplinary],
                                          NULLIF(TRIM(' ' FROM CAST([t3].[Staff ID] AS VARCHAR(max))), '') AS [staff_id],
                                          NULLIF(TRIM(' ' FROM CAST([t3].[Ethnic Origin] AS VARCHAR(max))), '') AS [ethnicity],
                                          NULLIF(TRIM(' ' FROM CAST([t3].[Pay Band] AS VARCHAR(max))), '') AS [pay_band]
                                        FROM [staff] AS [t3]
                                      ) AS [t7]
                                      WHERE
                                        (
                                          [t7].[disciplinary] IS NOT NULL
                                        )
                                        OR (
                                          [t7].[staff_id] IS NOT NULL
                                        )
                                        OR (
                                          [t7].[ethnicity] IS NOT NULL
                                        )
                                        OR (
                                          [t7].[pay_band] IS NOT NULL
                                        )
                                    ) AS [t11]
                                  ) AS [t15]
                                ) AS [t19]
                              ) AS [t23]
                            ) AS [t27]
                          ) AS [t31]
                        ) AS [t35]
                      ) AS [t38]
                    ) AS [t44]
                  ) AS [t50]
                ) AS [t53]
              ) AS [t58]
            ) AS [t60]
          ) AS [t63]
        ) AS [t65]
      ) AS [t71]
    ) AS [t74]
    WHERE
      [t74].[place] = 0
  ) AS [t75]
)
SELECT
  [t102].[item],
  [t102].[answer],
  [t102].[ethnicity],
  [t102].[people]
FROM (
  SELECT
    [t101].[item],
    [t101].[answer],
    [t101].[ethnicity],
    [t101].[people]
  FROM (
    SELECT
      [t100].[item],
      [t100].[answer],
      [t100].[label],
      MIN([t100].[ethnicity]) AS [ethnicity],
      COUNT_BIG(*) AS [people]
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
                        [t72].[item],
                        [t72].[answer],
                        COALESCE(COALESCE([t72].[problem], [t72].[ethnicity]), '') AS [ethnicity],
                        COALESCE(COALESCE([t72].[problem], [t72].[label]), '') AS [label]
                      FROM (
                        SELECT
                          [t70].[staff_id],
                          [t70].[ethnicity],
                          [t70].[label],
                          [t70].[problem],
                          [t70].[item],
                          [t70].[answer]
                        FROM (
                          SELECT
                            [t69].[staff_id],
                            [t69].[ethnicity],
                            [t69].[label],
                            [t69].[problem],
                            'left' AS [item],
                            'yes' AS [answer]
                          FROM (
                            SELECT
                              [t67].[staff_id],
                              [t67].[ethnicity],
                              [t67].[label],
                              [t67].[problem]
                            FROM [t66] AS [t67]
                            WHERE
                              [t67].[problem] IS NOT NULL
                          ) AS [t69]
                        ) AS [t70]
                        WHERE
                          [t70].[answer] IS NOT NULL
                      ) AS [t72]
                    ) AS [t73]
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        [t88].[item],
                        [t88].[answer],
                        COALESCE(COALESCE([t88].[problem], [t88].[ethnicity]), '') AS [ethnicity],
                        COALESCE(COALESCE([t88].[problem], [t88].[label]), '') AS [label]
                      FROM (
                        SELECT
                          [t86].[staff_id],
                          [t86].[ethnicity],
                          [t86].[label],
                          [t86].[problem],
                          [t86].[item],
                          [t86].[answer]
                        FROM (
                          SELECT
                            [t82].[staff_id],
                            [t82].[ethnicity],
                            [t82].[label],
                            [t82].[problem],
                            'left' AS [item],
                            'yes' AS [answer]
                          FROM (
                            SELECT
                              [t68].[staff_id],
                              [t68].[ethnicity],
                              [t68].[label],
                              [t68].[problem]
                            FROM [t66] AS [t68]
                            WHERE
                              NOT EXISTS(
                                SELECT
                                  1
                                FROM [t76] AS [t78]
                                WHERE
                                  [t68].[staff_id] = [t78].[staff_id]
                              )
                          ) AS [t82]
                        ) AS [t86]
                        WHERE
                          [t86].[answer] IS NOT NULL
                      ) AS [t88]
                    ) AS [t92]
                  ) AS [t93]
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      [t87].[item],
                      [t87].[answer],
                      COALESCE(COALESCE([t87].[problem], [t87].[ethnicity]), '') AS [ethnicity],
                      COALESCE(COALESCE([t87].[problem], [t87].[label]), '') AS [label]
                    FROM (
                      SELECT
                        [t85].[staff_id],
                        [t85].[ethnicity],
                        [t85].[pay_band],
                        [t85].[disciplinary_rank],
                        [t85].[label],
                        [t85].[problem],
                        [t85].[is_past],
                        [t85].[is_over],
                        [t85].[is_kept],
                        [t85].[pay],
                        [t85].[most],
                        [t85].[unpaid],
                        [t85].[is_first],
                        [t85].[place],
                        [t85].[left_rank],
                        [t85].[item],
                        [t85].[answer]
                      FROM (
                        SELECT
                          [t81].[staff_id],
                          [t81].[ethnicity],
                          [t81].[pay_band],
                          [t81].[disciplinary_rank],
                          [t81].[label],
                          [t81].[problem],
                          [t81].[is_past],
                          [t81].[is_over],
                          [t81].[is_kept],
                          [t81].[pay],
                          [t81].[most],
                          [t81].[unpaid],
                          [t81].[is_first],
                          [t81].[place],
                          [t81].[left_rank],
                          'pay_band' AS [item],
                          [t81].[pay_band] AS [answer]
                        FROM (
                          SELECT
                            [t77].[staff_id],
                            [t77].[ethnicity],
                            [t77].[pay_band],
                            [t77].[disciplinary_rank],
                            [t77].[label],
                            [t77].[problem],
                            [t77].[is_past],
                            [t77].[is_over],
                            [t77].[is_kept],
                            [t77].[pay],
                            [t77].[most],
                            [t77].[unpaid],
                            [t77].[is_first],
                            [t77].[place],
                            [t77].[left_rank]
                          FROM [t76] AS [t77]
                          WHERE
                            IIF(COALESCE([t77].[left_rank], 0) = 3, 1, 0) = 0
                        ) AS [t81]
                      ) AS [t85]
                      WHERE
                        [t85].[answer] IS NOT NULL
                    ) AS [t87]
                  ) AS [t91]
                ) AS [t94]
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    [t83].[item],
                    [t83].[answer],
                    COALESCE(COALESCE([t83].[problem], [t83].[ethnicity]), '') AS [ethnicity],
                    COALESCE(COALESCE([t83].[problem], [t83].[label]), '') AS [label]
                  FROM (
                    SELECT
                      [t79].[staff_id],
                      [t79].[ethnicity],
                      [t79].[pay_band],
                      [t79].[disciplinary_rank],
                      [t79].[label],
                      [t79].[problem],
                      [t79].[is_past],
                      [t79].[is_over],
                      [t79].[is_kept],
                      [t79].[pay],
                      [t79].[most],
                      [t79].[unpaid],
                      [t79].[is_first],
                      [t79].[place],
                      [t79].[left_rank],
                      [t79].[item],
                      [t79].[answer]
                    FROM (
                      SELECT
                        [t77].[staff_id],
                        [t77].[ethnicity],
                        [t77].[pay_band],
                        [t77].[disciplinary_rank],
                        [t77].[label],
                        [t77].[problem],
                        [t77].[is_past],
                        [t77].[is_over],
                        [t77].[is_kept],
                        [t77].[pay],
                        [t77].[most],
                        [t77].[unpaid],
                        [t77].[is_first],
                        [t77].[place],
                        [t77].[left_rank],
                        'disciplinary' AS [item],
                        CASE
                          WHEN [t77].[disciplinary_rank] = 3
                          THEN 'yes'
                          WHEN [t77].[disciplinary_rank] = 2
                          THEN 'no'
                          WHEN [t77].[disciplinary_rank] = 9
                          THEN 'not understood'
                          ELSE CAST(NULL AS VARCHAR(max))
                        END AS [answer]
                      FROM [t76] AS [t77]
                    ) AS [t79]
                    WHERE
                      [t79].[answer] IS NOT NULL
                  ) AS [t83]
                ) AS [t89]
              ) AS [t95]
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  [t84].[item],
                  [t84].[answer],
                  COALESCE(COALESCE([t84].[problem], [t84].[ethnicity]), '') AS [ethnicity],
                  COALESCE(COALESCE([t84].[problem], [t84].[label]), '') AS [label]
                FROM (
                  SELECT
                    [t80].[staff_id],
                    [t80].[ethnicity],
                    [t80].[pay_band],
                    [t80].[disciplinary_rank],
                    [t80].[label],
                    [t80].[problem],
                    [t80].[is_past],
                    [t80].[is_over],
                    [t80].[is_kept],
                    [t80].[pay],
                    [t80].[most],
                    [t80].[unpaid],
                    [t80].[is_first],
                    [t80].[place],
                    [t80].[left_rank],
                    [t80].[item],
                    [t80].[answer]
                  FROM (
                    SELECT
                      [t77].[staff_id],
                      [t77].[ethnicity],
                      [t77].[pay_band],
                      [t77].[disciplinary_rank],
                      [t77].[label],
                      [t77].[problem],
                      [t77].[is_past],
                      [t77].[is_over],
                      [t77].[is_kept],
                      [t77].[pay],
                      [t77].[most],
                      [t77].[unpaid],
                      [t77].[is_first],
                      [t77].[place],
                      [t77].[left_rank],
                      'left' AS [item],
                      CASE
                        WHEN [t77].[left_rank] = 3
                        THEN 'yes'
                        WHEN [t77].[left_rank] = 2
                        THEN 'no'
                        WHEN [t77].[left_rank] = 9
                        THEN 'not understood'
                        ELSE CAST(NULL AS VARCHAR(max))
                      END AS [answer]
                    FROM [t76] AS [t77]
                  ) AS [t80]
                  WHERE
                    [t80].[answer] IS NOT NULL
                ) AS [t84]
              ) AS [t90]
            ) AS [t96]
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                [t51].[item],
                [t51].[answer],
                COALESCE(COALESCE([t51].[problem], [t51].[ethnicity]), '') AS [ethnicity],
                COALESCE(COALESCE([t51].[problem], [t51].[label]), '') AS [label]
              FROM (
                SELECT
                  [t47].[ethnicity],
                  [t47].[shortlisted_rank],
                  [t47].[appointed_rank],
                  [t47].[label],
                  [t47].[problem],
                  [t47].[item],
                  [t47].[answer]
                FROM (
                  SELECT
                    [t43].[ethnicity],
                    [t43].[shortlisted_rank],
                    [t43].[appointed_rank],
                    [t43].[label],
                    [t43].[problem],
                    'shortlisted' AS [item],
                    CASE
                      WHEN [t43].[shortlisted_rank] = 3
                      THEN 'yes'
                      WHEN [t43].[shortlisted_rank] = 2
                      THEN 'no'
                      WHEN [t43].[shortlisted_rank] = 9
                      THEN 'not understood'
                      ELSE CAST(NULL AS VARCHAR(max))
                    END AS [answer]
                  FROM [t40] AS [t43]
                ) AS [t47]
                WHERE
                  [t47].[answer] IS NOT NULL
              ) AS [t51]
            ) AS [t54]
          ) AS [t97]
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              [t55].[item],
              [t55].[answer],
              COALESCE(COALESCE([t55].[problem], [t55].[ethnicity]), '') AS [ethnicity],
              COALESCE(COALESCE([t55].[problem], [t55].[label]), '') AS [label]
            FROM (
              SELECT
                [t52].[ethnicity],
                [t52].[shortlisted_rank],
                [t52].[appointed_rank],
                [t52].[label],
                [t52].[problem],
                [t52].[item],
                [t52].[answer]
              FROM (
                SELECT
                  [t48].[ethnicity],
                  [t48].[shortlisted_rank],
                  [t48].[appointed_rank],
                  [t48].[label],
                  [t48].[problem],
                  'appointed' AS [item],
                  CASE
                    WHEN [t48].[appointed_rank] = 3
                    THEN 'yes'
                    WHEN [t48].[appointed_rank] = 2
                    THEN 'no'
                    WHEN [t48].[appointed_rank] = 9
                    THEN 'not understood'
                    ELSE CAST(NULL AS VARCHAR(max))
                  END AS [answer]
                FROM (
                  SELECT
                    [t43].[ethnicity],
                    [t43].[shortlisted_rank],
                    [t43].[appointed_rank],
                    [t43].[label],
                    [t43].[problem]
                  FROM [t40] AS [t43]
                  WHERE
                    COALESCE([t43].[shortlisted_rank], 0) = 3
                ) AS [t48]
              ) AS [t52]
              WHERE
                [t52].[answer] IS NOT NULL
            ) AS [t55]
          ) AS [t56]
        ) AS [t98]
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            [t41].[item],
            [t41].[answer],
            COALESCE(COALESCE([t41].[problem], [t41].[ethnicity]), '') AS [ethnicity],
            COALESCE(COALESCE([t41].[problem], [t41].[label]), '') AS [label]
          FROM (
            SELECT
              [t36].[ethnicity],
              [t36].[harassment_public_rank],
              [t36].[harassment_colleagues_rank],
              [t36].[label],
              [t36].[problem],
              [t36].[item],
              [t36].[answer]
            FROM (
              SELECT
                [t34].[ethnicity],
                [t34].[harassment_public_rank],
                [t34].[harassment_colleagues_rank],
                [t34].[label],
                [t34].[problem],
                'harassment_public' AS [item],
                CASE
                  WHEN [t34].[harassment_public_rank] = 3
                  THEN 'yes'
                  WHEN [t34].[harassment_public_rank] = 2
                  THEN 'no'
                  WHEN [t34].[harassment_public_rank] = 9
                  THEN 'not understood'
                  ELSE CAST(NULL AS VARCHAR(max))
                END AS [answer]
              FROM [t32] AS [t34]
            ) AS [t36]
            WHERE
              [t36].[answer] IS NOT NULL
          ) AS [t41]
        ) AS [t45]
      ) AS [t99]
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          [t42].[item],
          [t42].[answer],
          COALESCE(COALESCE([t42].[problem], [t42].[ethnicity]), '') AS [ethnicity],
          COALESCE(COALESCE([t42].[problem], [t42].[label]), '') AS [label]
        FROM (
          SELECT
            [t37].[ethnicity],
            [t37].[harassment_public_rank],
            [t37].[harassment_colleagues_rank],
            [t37].[label],
            [t37].[problem],
            [t37].[item],
            [t37].[answer]
          FROM (
            SELECT
              [t34].[ethnicity],
              [t34].[harassment_public_rank],
              [t34].[harassment_colleagues_rank],
              [t34].[label],
              [t34].[problem],
              'harassment_colleagues' AS [item],
              CASE
                WHEN [t34].[harassment_colleagues_rank] = 3
                THEN 'yes'
                WHEN [t34].[harassment_colleagues_rank] = 2
                THEN 'no'
                WHEN [t34].[harassment_colleagues_rank] = 9
                THEN 'not understood'
                ELSE CAST(NULL AS VARCHAR(max))
              END AS [answer]
            FROM [t32] AS [t34]
          ) AS [t37]
          WHERE
            [t37].[answer] IS NOT NULL
        ) AS [t42]
      ) AS [t46]
    ) AS [t100]
    GROUP BY
      [t100].[item],
      [t100].[answer],
      [t100].[label]
  ) AS [t101]
) AS [t102]
ORDER BY
  CASE WHEN [t102].[item] IS NULL THEN 1 ELSE 0 END, [t102].[item] ASC,
  CASE WHEN [t102].[answer] IS NULL THEN 1 ELSE 0 END, [t102].[answer] ASC,
  CASE WHEN [t102].[ethnicity] IS NULL THEN 1 ELSE 0 END, [t102].[ethnicity] ASC;
