using Aos.Api.Accounts.Mails;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Accounts.Activations;

/// <summary>The door to invitations: a mail with the link that activates an account.</summary>
internal sealed class Invitations(AccountMails mails)
{
    private const int AgainPerHour = 3, OfTenantPerHour = 200;

    /// <summary>Mails a link; those before it do not work any more.</summary>
    public async Task SendAsync(WriteScope write, Account account)
    {
        var (link, until) = await Activations.MakeAsync(write, account.Id, account.TenantId, Activations.Life);
        await mails.ActivationAsync(write, account, link, new(until, TimeSpan.Zero));
    }

    /// <summary>Seconds to wait before a person can be mailed again; null if that can be done now. The first mail does not count.</summary>
    public static Task<int?> WaitAsync(WriteScope write, Guid accountId) => write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
        with again as (
            select created_at from accounts.activations
            where account_id = @accountId and created_at > (select min(f.created_at) from accounts.activations f where f.account_id = @accountId))
        select ceil(extract(epoch from time))::int
        from (select (select created_at from again order by created_at desc offset @most - 1 limit 1) + interval '1 hour' - platform.now() as time) waits
        where time > interval '0'
        """, new { accountId, most = AgainPerHour }));

    /// <summary>Seconds to wait before an organisation can invite anybody; null if that can be done now.</summary>
    public static Task<int?> WaitOfTenantAsync(WriteScope write, Guid tenantId) => write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
        select ceil(extract(epoch from time))::int
        from (
            select (select created_at from accounts.activations where tenant_id = @tenantId order by created_at desc offset @most - 1 limit 1)
                + interval '1 hour' - platform.now() as time) waits
        where time > interval '0'
        """, new { tenantId, most = OfTenantPerHour }));
}
