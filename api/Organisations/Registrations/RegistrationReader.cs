using Aos.Api.Platform.Lists;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Statements that read registrations, for staff.</summary>
internal sealed class RegistrationReader(NpgsqlDataSource database, AttachmentStore attachments)
{
    private const string Filters = """
        (@state::text is null or r.state = @state) and (@userGroup::text is null or r.user_group = @userGroup) and (@country::text is null or r.country = @country)
        and (@late::boolean is null or (r.state = 'inReview' and r.review_until <= platform.now()) = @late)
        and (@possibleDuplicate::boolean is null or r.possible_duplicate = @possibleDuplicate)
        """;

    /// <summary>One registration with its files; null if there is none.</summary>
    public async Task<Registration?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<RegistrationRow>(new CommandDefinition(
            $"select {RegistrationStore.Columns} from organisations.registrations r where r.id = @id", new { id }, cancellationToken: cancellation));
        return row is null ? null : Registration.Of(row, await attachments.ListAsync(id, cancellation));
    }

    /// <summary>The registration that became an organisation, with its files; null for one that came otherwise.</summary>
    public async Task<Registration?> FindOfOrganisationAsync(Guid organisationId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            "/* worker */ select id from organisations.registrations where tenant_id = @organisationId", new { organisationId }, cancellationToken: cancellation)) is { } id
            ? await FindAsync(id, cancellation)
            : null;
    }

    /// <summary>One page, oldest first.</summary>
    public async Task<IReadOnlyList<RegistrationRow>> ListAsync(RegistrationQuery query, (DateTime At, Guid Id)? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<RegistrationRow>(new CommandDefinition($"""
            select {RegistrationStore.Columns}
            from organisations.registrations r
            where {Filters} and (@afterId::uuid is null or (r.submitted_at, r.id) > (@afterAt::timestamptz, @afterId::uuid))
            order by r.submitted_at, r.id
            limit @take
            """, new { query.State, query.UserGroup, query.Country, query.Late, query.PossibleDuplicate, afterId = after?.Id, afterAt = after?.At, take }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Length of a list, up to one more than the cap.</summary>
    public async Task<int> CountAsync(RegistrationQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from organisations.registrations r where {Filters} limit {PageQuery.TotalCap} + 1) capped",
            new { query.State, query.UserGroup, query.Country, query.Late, query.PossibleDuplicate }, cancellationToken: cancellation));
    }
}
