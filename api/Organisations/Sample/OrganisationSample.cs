using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Sample;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.Sample;

/// <summary>
/// The area's part of the sample: the example organisations of the manual. The demo organisation carries the data of the second one;
/// the first one has an open change request.
/// </summary>
internal static class OrganisationSample
{
    public static async Task RunAsync(IServiceProvider services, SamplePlace place, CancellationToken cancellation)
    {
        using var file = typeof(OrganisationSample).Assembly.GetManifestResourceStream("sample-organisations.json")!;
        var organisations = JsonSerializer.Deserialize(file, OrganisationSampleJson.Default.ListSampleOrganisation)!;
        await services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, async write =>
        {
            foreach (var organisation in organisations)
                if (!await IsThereAsync(write, organisation, place.Organisation))
                    await AddAsync(write, organisation, organisation.IsDemo ? place.Organisation : null);
            return true;
        }, cancellation);
    }

    private static Task<bool> IsThereAsync(WriteScope write, SampleOrganisation organisation, Guid demo) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql(
            "select exists (select from organisations.organisations where customer_number = @CustomerNumber or (@IsDemo and tenant_id = @demo))",
            new { organisation.CustomerNumber, organisation.IsDemo, demo }));

    private static async Task AddAsync(WriteScope write, SampleOrganisation organisation, Guid? demo)
    {
        var id = demo ?? (await Tenants.CreateAsync(write, new(TenantKinds.Organisation, organisation.Name, organisation.Country, []))).Id;
        await TenantChanges.SetUserGroupAsync(write, id, organisation.UserGroup, []);
        var tenant = (await TenantChanges.LockAsync(write, id))!;
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.organisations
                (tenant_id, customer_number, user_group, country, name, street, post_code, town, vat_id, without_vat_id, vat_status, vat_last_checked_on, vat_next_check_at)
            values (@id, @CustomerNumber, @UserGroup, @Country, @name, @Street, @PostCode, @Town, @VatId, @VatId is null, @VatStatus, @VatLastCheckedOn,
                    case when @VatId is not null then platform.now() + interval '30 days' end)
            """, new
        {
            id,
            name = tenant.Name,
            organisation.CustomerNumber,
            organisation.UserGroup,
            organisation.Country,
            organisation.Street,
            organisation.PostCode,
            organisation.Town,
            organisation.VatId,
            organisation.VatStatus,
            organisation.VatLastCheckedOn,
        }));
        Guid? representative = null;
        foreach (var user in organisation.Users)
            representative = await AddAsync(write, id, user) ?? representative;
        if (organisation.RequestedStreet is { } street && representative is { } asking)
            await RequestAsync(write, id, asking, organisation.Street, street);
    }

    /// <returns>The account, if it is the representative's.</returns>
    private static async Task<Guid?> AddAsync(WriteScope write, Guid tenantId, SampleUser user)
    {
        var id = await AccountCreation.CreateAsync(write, new()
        {
            TenantId = tenantId,
            Realm = Realms.Portal,
            Email = user.Email,
            Title = user.Title,
            FirstName = user.FirstName,
            LastName = user.LastName,
            IsRepresentative = user.IsRepresentative,
        });
        if (id is { } made && user.State == AccountStates.Active)
            await AccountCreation.OpenAsync(write, made);
        return user.IsRepresentative ? id : null;
    }

    private static Task RequestAsync(WriteScope write, Guid tenantId, Guid asking, string from, string to) => write.Connection.ExecuteAsync(write.Sql("""
        insert into organisations.change_requests (id, tenant_id, changes, requested_by, requested_by_name, due_on)
        values (@id, @tenantId, json_build_array(json_build_object('field', 'street', 'oldValue', @from, 'newValue', @to)), @asking, 'Anna Huber', (platform.now() + interval '2 days')::date)
        """, new { id = Guid.CreateVersion7(), tenantId, from, to, asking }));
}

/// <summary>An organisation of the sample.</summary>
internal sealed record SampleOrganisation
{
    public required string CustomerNumber { get; init; }
    public bool IsDemo { get; init; }
    public required string Name { get; init; }
    public required string UserGroup { get; init; }
    public required string Country { get; init; }
    public required string Street { get; init; }
    public required string PostCode { get; init; }
    public required string Town { get; init; }
    public string? VatId { get; init; }
    public required string VatStatus { get; init; }
    public DateOnly? VatLastCheckedOn { get; init; }
    public string? RequestedStreet { get; init; }
    public required List<SampleUser> Users { get; init; }
}

/// <summary>A user of the sample.</summary>
internal sealed record SampleUser
{
    public required string Email { get; init; }
    public string? Title { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string State { get; init; }
    public bool IsRepresentative { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<SampleOrganisation>))]
internal sealed partial class OrganisationSampleJson : JsonSerializerContext;
