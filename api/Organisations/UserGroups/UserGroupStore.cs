using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.UserGroups;

/// <summary>Every statement about user groups.</summary>
internal sealed class UserGroupStore(NpgsqlDataSource database)
{
    private const string Columns = "code, sort_order, label_en, label_de, label_pl, countries, vat_required, justification_required, vehicle_kinds, all_brands, permissions, version";

    /// <summary>All of them, in their order.</summary>
    public async Task<IReadOnlyList<UserGroupRow>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<UserGroupRow>(new CommandDefinition(
            $"select {Columns} from organisations.user_groups order by sort_order, code", cancellationToken: cancellation))).AsList();
    }

    /// <summary>One of them; null if there is none of this code.</summary>
    public static Task<UserGroupRow?> FindAsync(WriteScope write, string code) =>
        write.Connection.QuerySingleOrDefaultAsync<UserGroupRow>(write.Sql($"select {Columns} from organisations.user_groups where code = @code", new { code }));

    /// <summary>Replaces a group of this version; null if it has another one.</summary>
    public static Task<UserGroupRow?> ReplaceAsync(WriteScope write, string code, int version, UserGroupReplace body) =>
        write.Connection.QuerySingleOrDefaultAsync<UserGroupRow>(write.Sql($"""
            update organisations.user_groups
            set label_en = @LabelEn, label_de = @LabelDe, label_pl = @LabelPl, countries = @countries, vat_required = @vatRequired,
                justification_required = @remarksRequired, all_brands = @withBrands, permissions = @permissions, version = version + 1
            where code = @code and version = @version
            returning {Columns}
            """, new
        {
            code,
            version,
            body.LabelEn,
            body.LabelDe,
            body.LabelPl,
            countries = body.Countries?.Distinct(StringComparer.Ordinal).ToArray(),
            vatRequired = body.VatIdRequired ?? false,
            remarksRequired = body.RemarksRequired ?? false,
            withBrands = body.WithBrands ?? false,
            permissions = body.Permissions!.Distinct(StringComparer.Ordinal).ToArray(),
        }));
}
