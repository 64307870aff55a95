/// A fleet of 10,000 tenants in SQL, for tests of what stays quick when there are many.
///
/// Its secrets are sealed with nothing that opens: lists do not open them.
public enum SampleFleet {
    /// How many tenants there are.
    public static let tenantCount = 10_000
    /// How many audit records there are.
    public static let auditCount = 200_000
    /// How many decisions of the last 24 hours there are, besides those of the busy tenant.
    public static let decisionCount = 80_000
    /// The slug of a tenant with 2,000 versions and 20,000 calls a day.
    public static let busySlug = slug(5000)

    /// How many tenants are busy, the first by slug, and how many calls of the last 24 hours each has: a day of a large customer,
    /// and more than is counted of one.
    public static let busyTenantCount = 200
    /// See ``busyTenantCount``.
    public static let busyCallCount = 5001

    /// Makes the first tenants of a filled database busy, by one statement: a million rows, which take some seconds.
    public static let busyScript = """
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, pool, tenant_version, caller_fact, duration_us
        )
        SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n % \(busyTenantCount)), 12, '0'))::uuid,
            now() - interval '0.08 second' * n, '22222222-2222-7333-8444-555566667777', n, gen_random_uuid(),
            (CASE WHEN n % 3 = 0 THEN 'no_match' ELSE 'routed' END)::hookswitch.outcome,
            '+358401234567', 5, 'unknown', 100000
        FROM generate_series(1::bigint, \(busyTenantCount * busyCallCount)) AS n;
        ANALYZE hookswitch.decision;
        """

    /// The slug of a tenant, from 1.
    public static func slug(_ number: Int) -> String {
        let digits = String(number)
        return "tenant-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    /// Fills a new database. One tenant in 50 is suspended, one in 500 has the tag `rare`, one in 20 is being offboarded; of
    /// each there are five versions, three credentials and four webhook keys.
    public static let script = """
        CREATE FUNCTION pg_temp.sample(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
            $$ SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
        INSERT INTO hookswitch.tenant (tenant_id, slug, name, status, endpoint, version, document)
        SELECT pg_temp.sample(n), 'tenant-' || lpad(n::text, 5, '0'), 'Customer ' || n,
            CASE WHEN n % 50 = 7 THEN 'suspended' ELSE 'active' END,
            lpad(translate(n::text, '0189', 'wxyz'), 26, 'a'), 5,
            jsonb_build_object(
                'apiVersion', 'hookswitch/v1', 'kind', 'Tenant', 'slug', 'tenant-' || lpad(n::text, 5, '0'),
                'name', 'Customer ' || n, 'region', 'FI',
                'tags', CASE WHEN n % 500 = 3 THEN '["common","rare"]' ELSE '["common"]' END::jsonb,
                'dataverse', jsonb_build_object(
                    'url', 'https://customer' || n || '.crm4.dynamics.com', 'lookup', 'live', 'fallback', 'none',
                    'tables', '["contact","account"]'::jsonb
                ),
                'entra', jsonb_build_object(
                    'tenant', '6f0c3f0e-0000-4000-8000-000000000001', 'clientId', '91bd3f0e-0000-4000-8000-000000000002'
                ),
                'webhook', '{"authentication":"apiKey"}'::jsonb, 'internalCalls', 'skip',
                'pools', jsonb_build_array(jsonb_build_object(
                    'number', '+35840' || lpad(n::text, 7, '0'), 'name', 'Sales', 'otherwise', 'default',
                    'rules', '[{"name":"Known","when":{"caller":"known"},"target":"+35853445657"}]'::jsonb
                ))
            )
        FROM generate_series(1, \(tenantCount)) AS n;
        INSERT INTO hookswitch.tenant_version (tenant_id, version, document, actor)
        SELECT tenant_id, v, document, 'fill' FROM hookswitch.tenant, generate_series(1, 5) AS v;
        INSERT INTO hookswitch.tenant_version (tenant_id, version, document, actor)
        SELECT tenant_id, v, document, 'fill' FROM hookswitch.tenant, generate_series(6, 2000) AS v
        WHERE slug = '\(busySlug)';
        INSERT INTO hookswitch.data_key (tenant_id, data_key_id, sealed)
        SELECT tenant_id, tenant_id, '\\x00' FROM hookswitch.tenant;
        INSERT INTO hookswitch.credential (
            tenant_id, credential_id, kind, state, entra_tenant, client_id, sealed, fingerprint, expires_at
        )
        SELECT pg_temp.sample(n), gen_random_uuid(), 'secret', state, 'customer.example',
            '91bd3f0e-0000-4000-8000-000000000002', '\\x00', 'abcd2345',
            CASE WHEN n % 10 > 0 THEN now() + interval '1 day' * (n % 700) END
        FROM generate_series(1, \(tenantCount)) AS n, unnest(ARRAY['active', 'retired', 'retired']) AS state;
        INSERT INTO hookswitch.webhook_key (tenant_id, webhook_key_id, kind, digest, hint, revoked_at)
        SELECT tenant_id, gen_random_uuid(), 'apiKey', sha256('x'), 'abcd', CASE WHEN k > 2 THEN now() END
        FROM hookswitch.tenant, generate_series(1, 4) AS k;
        INSERT INTO hookswitch.offboarding (tenant_id, offboarding_id, slug, name, state, actor, due_at, ended_at)
        SELECT pg_temp.sample(n), gen_random_uuid(), 'tenant-' || lpad(n::text, 5, '0'), 'Customer ' || n,
            CASE WHEN n % 20 = 0 THEN 'waiting' ELSE 'cancelled' END, 'fill', now() + interval '30 days',
            CASE WHEN n % 20 > 0 THEN now() END
        FROM generate_series(1, \(tenantCount)) AS n;
        INSERT INTO hookswitch.api_token (api_token_id, name, role, digest, hint, tenant_ids, tags)
        SELECT gen_random_uuid(), 'token ' || n, 'operator', sha256(n::text::bytea), 'abcd',
            CASE WHEN n % 2 = 0 THEN ARRAY[pg_temp.sample(n)] END, CASE WHEN n % 5 = 0 THEN ARRAY['rare'] END
        FROM generate_series(1, 2000) AS n;
        INSERT INTO hookswitch.operator (operator_id, name, role, issuer, subject, tenant_ids, tags)
        SELECT gen_random_uuid(), 'operator ' || n, 'support', 'https://issuer.example', n::text,
            CASE WHEN n % 2 = 0 THEN ARRAY[pg_temp.sample(n)] END, CASE WHEN n % 5 = 0 THEN ARRAY['rare'] END
        FROM generate_series(1, 1000) AS n;
        INSERT INTO hookswitch.operator_session (operator_session_id, operator_id, digest, source, expires_at)
        SELECT gen_random_uuid(), operator_id, sha256(operator_id::text::bytea), '127.0.0.1', now() + interval '12 hours'
        FROM hookswitch.operator;
        INSERT INTO hookswitch.audit_record (tenant_id, audit_id, recorded_at, actor, action, subject, after, source)
        SELECT pg_temp.sample(1 + n % \(tenantCount)), gen_random_uuid(), now() - interval '1 minute' * n, 'token fill',
            CASE WHEN n % 1000 = 999 THEN 'tenant.suspend' ELSE 'tenant.change' END, 'tenant x', '{"/name":"x"}',
            '127.0.0.1'
        FROM generate_series(1, \(auditCount)) AS n;
        INSERT INTO hookswitch.import_plan (import_plan_id, api_token_id, actor, format, row_count, expires_at)
        SELECT gen_random_uuid(), gen_random_uuid(), 'fill', 'csv', 20, now() + interval '1 day'
        FROM generate_series(1, 1000);
        INSERT INTO hookswitch.import_item (import_plan_id, row_number, slug, action, status)
        SELECT import_plan_id, n, 'x', 'same', 'unchanged' FROM hookswitch.import_plan, generate_series(0, 19) AS n;
        SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 2) AS n;
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, pool, tenant_version, caller_fact, duration_us
        )
        SELECT pg_temp.sample(CASE WHEN n % 5 = 0 THEN 5000 ELSE 1 + (n * 7919) % \(tenantCount) END),
            now() - interval '0.8 second' * n, '11111111-2222-7333-8444-555566667777', n, gen_random_uuid(),
            (CASE WHEN n % 2000 = 1999 THEN 'crm_auth' WHEN n % 3 = 0 THEN 'no_match' ELSE 'routed' END)
                ::hookswitch.outcome,
            '+358401234567', 5, 'unknown', 100000
        FROM generate_series(1::bigint, \(decisionCount) / 4 * 5) AS n;
        ANALYZE;
        """
}
