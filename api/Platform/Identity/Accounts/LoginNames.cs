using Aos.Api.Platform.Writes;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>Names by which people sign in, unique in their realm.</summary>
internal sealed class LoginNames : ILookupNormalizer
{
    /// <summary>A name as it is compared: without case and outer blanks.</summary>
    public static string Normalise(string name) => CanonicalForm.Of(name.Trim()).ToLowerInvariant();

    /// <inheritdoc />
    public string? NormalizeName(string? name) => name is null ? null : Normalise(name);

    /// <inheritdoc />
    public string? NormalizeEmail(string? email) => NormalizeName(email);

    /// <summary>Reserves the names of an account; false if one belongs to somebody else.</summary>
    public static async Task<bool> ReserveAsync(WriteScope write, string realm, Guid accountId, params IEnumerable<string> names)
    {
        foreach (var name in names.Select(Normalise).Distinct(StringComparer.Ordinal))
        {
            var holder = await write.Connection.ExecuteScalarAsync<Guid>(write.Sql("""
                with taken as (
                    insert into identity.login_names (realm, name_normalised, holder_kind, holder_id) values (@realm, @name, 'account', @accountId)
                    on conflict (realm, name_normalised) do nothing
                    returning holder_id)
                select holder_id from taken
                union all
                select holder_id from identity.login_names where realm = @realm and name_normalised = @name and not exists (select from taken)
                """, new { realm, name, accountId }));
            if (holder != accountId)
                return false;
        }

        return true;
    }

    /// <summary>Gives names of an account back, except those named.</summary>
    public static Task ReleaseAsync(WriteScope write, Guid accountId, params IEnumerable<string> except) =>
        write.Connection.ExecuteAsync(write.Sql(
            "delete from identity.login_names where holder_kind = 'account' and holder_id = @accountId and name_normalised <> all(@except)",
            new { accountId, except = except.Select(Normalise).ToArray() }));

    /// <summary>Reserves a name for a registration; false if it belongs to somebody else.</summary>
    public static async Task<bool> ReserveForRegistrationAsync(WriteScope write, string realm, Guid registrationId, string name) =>
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.login_names (realm, name_normalised, holder_kind, holder_id) values (@realm, @name, 'registration', @registrationId)
            on conflict (realm, name_normalised) do nothing
            """, new { realm, name = Normalise(name), registrationId })) > 0;

    /// <summary>The registration that holds a name; null if none does.</summary>
    public static Task<Guid?> FindRegistrationAsync(WriteScope write, string realm, string name) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql(
            "select holder_id from identity.login_names where realm = @realm and name_normalised = @name and holder_kind = 'registration'", new { realm, name = Normalise(name) }));

    /// <summary>Gives the names of a registration back.</summary>
    public static Task ReleaseRegistrationAsync(WriteScope write, Guid registrationId) =>
        write.Connection.ExecuteAsync(write.Sql("delete from identity.login_names where holder_kind = 'registration' and holder_id = @registrationId", new { registrationId }));

    /// <summary>True if somebody has the name, or has asked for it.</summary>
    public static Task<bool> IsTakenAsync(WriteScope write, string realm, string name) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql(
            "select exists (select from identity.login_names where realm = @realm and name_normalised = @name)", new { realm, name = Normalise(name) }));
}
