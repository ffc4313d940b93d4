using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Organisations.Users;

/// <summary>Users of an organisation as lists and one by one, the same for its representative and for administrators.</summary>
internal sealed class UserReading(TenantAccounts accounts, Cursors cursors, PublicOrigin origin)
{
    /// <summary>One page of users.</summary>
    public async Task<Page<OrganisationUser>> ListAsync(HttpContext context, Principal caller, Guid tenantId, UserQuery query, CancellationToken cancellation)
    {
        var list = Cursors.ListKey("users", caller, tenantId.ToString(), query.State, query.Permission, query.Q, query.Sort);
        var after = cursors.Read(list, query.Cursor) is [{ } value, { } id] ? (value, Guid.Parse(id)) : ((string, Guid)?)null;
        var filter = new TenantAccountFilter(tenantId, Filled(query.State), Filled(query.Q), Filled(query.Permission)) { ByName = query.Sort is "name" or "-name", Descending = query.Sort is "-name" or "-email" };
        var found = await accounts.ListAsync(filter, after, query.Take + 1, cancellation);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, SortValue(filter, last), last.Id.ToString()));
        PageLinks.Set(context, origin, rows.NextCursor);
        var page = new Page<OrganisationUser> { Items = [.. rows.Items.Select(OrganisationUser.Of)], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var count = await accounts.CountAsync(filter, PageQuery.TotalCap, cancellation);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>One user; 404 for foreign ones and for those that are gone.</summary>
    public async Task<OrganisationUser> FindAsync(Guid tenantId, Guid id, CancellationToken cancellation) =>
        OrganisationUser.Of(await accounts.FindAsync(tenantId, id, cancellation) ?? throw UserErrors.NotFound.With());

    private static string SortValue(TenantAccountFilter filter, Account last) => filter.ByName ? $"{last.LastName} {last.FirstName}" : last.Email;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
