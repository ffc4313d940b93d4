using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications;

/// <summary>Who edits contents: Bob may by the permission of the operator's people, Ada by her staff rights.</summary>
internal static class Editors
{
    /// <summary>Gives the operator the permission of editors; everybody of its people has it then.</summary>
    public static Task GrantAsync(ApiHost api) => api.SqlAsync("""
        insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('00000000-0000-7000-8000-000000000001', 'editorAccess', 'administrator', 'test')
        on conflict do nothing;
        select pg_notify('aos_auth', 'o:00000000-0000-7000-8000-000000000001')
        """);

    /// <summary>Bob with the permission of editors, but no staff right.</summary>
    public static async Task<HttpClient> EditorAsync(ApiHost api)
    {
        await GrantAsync(api);
        return await api.AsPersonAsync(SomePerson.Bob, "administration");
    }

    /// <summary>Ada, who holds <c>content.administer</c>.</summary>
    public static Task<HttpClient> AdministratorAsync(ApiHost api) => api.AsPersonAsync(SomePerson.Ada, "administration");

    /// <summary>Today in the tests' time, moved by some days.</summary>
    public static string Day(this ApiHost api, int days) => DateOnly.FromDateTime(api.Clock.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
