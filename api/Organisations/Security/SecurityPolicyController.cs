using System.ComponentModel.DataAnnotations;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Security;

/// <summary>What the own organisation demands of the sign-ins of its people.</summary>
[ApiProduct("portal", 1)]
[Route("organisation/security-policy")]
[Tags("SecurityPolicy")]
internal sealed class SecurityPolicyController(Writes writes) : AosController
{
    private Guid Organisation => Caller.ParentTenantId ?? Caller.TenantId;

    /// <summary>Read the security policy of the organisation</summary>
    /// <remarks>Whether everybody needs a second factor, and how many people have one.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "GetSecurityPolicy")]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<SecurityPolicy>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SecurityPolicy>> GetSecurityPolicy(CancellationToken cancellationToken)
    {
        var policy = await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, ReadAsync, cancellationToken);
        Response.Headers.ETag = policy.Etag;
        return policy;
    }

    /// <summary>Replace the security policy of the organisation</summary>
    /// <remarks>
    /// With a second factor demanded, people who have none set it up at their next sign-in, and sessions and tokens that began without one end within a
    /// second. Who demands it has set up the own one before (409).
    /// </remarks>
    /// <param name="body">What is demanded.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut(Name = "ReplaceSecurityPolicy")]
    [Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<SecurityPolicy>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceSecurityPolicy([FromBody] SecurityPolicyReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var before = await SecurityPolicies.LockAsync(write, Organisation);
        if (before.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        var isRequired = body.IsSecondFactorRequired!.Value;
        if (isRequired != before.SecondFactorRequired)
            await ChangeAsync(write, before, isRequired);
        var after = await ReadAsync(write);
        return Answer.Changed(after, after.Etag);
    });

    private async Task ChangeAsync(WriteScope write, TenantSecurity before, bool isRequired)
    {
        if (isRequired && !await SecurityPolicies.HasSecondFactorAsync(write, Caller.AccountId!.Value))
            throw SecurityErrors.OwnSecondFactorMissing.With();
        await SecurityPolicies.SetAsync(write, Organisation, isRequired);
        if (isRequired)
            await SignInSessions.EndWeakAsync(write, before.SandboxId is { } sandbox ? [Organisation, sandbox] : [Organisation], "second factor demanded", exceptSession: Caller.SessionId, exceptFamily: Caller.Family);
        var change = new Dictionary<string, string?>
        {
            ["old.secondFactorRequired"] = before.SecondFactorRequired ? "true" : "false",
            ["new.secondFactorRequired"] = isRequired ? "true" : "false",
        };
        await write.AuditAsync(Organisation, "organisations.securityPolicy.changed", "organisation", Organisation.ToString(), change);
        await Events.AddAsync(write, Organisation, "organisations.securityPolicy.changed", "/portal/v1/organisation/security-policy", change);
    }

    private async Task<SecurityPolicy> ReadAsync(WriteScope write)
    {
        var now = await SecurityPolicies.ReadAsync(write, Organisation);
        var (people, withFactor) = await SecurityPolicies.CountAsync(write, Organisation);
        return new() { IsSecondFactorRequired = now.SecondFactorRequired, ActiveUsers = people, UsersWithSecondFactor = withFactor, Etag = EntityTag.OfVersion(now.Version) };
    }
}

/// <summary>What an organisation demands of the sign-ins of its people.</summary>
public sealed record SecurityPolicy
{
    /// <summary>Everybody signs in with a second factor.</summary>
    /// <example>true</example>
    public required bool IsSecondFactorRequired { get; init; }

    /// <summary>Active people of the organisation.</summary>
    /// <example>12</example>
    [Range(0, 1_000_000)]
    public required int ActiveUsers { get; init; }

    /// <summary>How many of them have set up a second factor.</summary>
    /// <example>9</example>
    [Range(0, 1_000_000)]
    public required int UsersWithSecondFactor { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to replace the policy.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>What shall be demanded.</summary>
public sealed record SecurityPolicyReplace
{
    /// <summary>Everybody signs in with a second factor.</summary>
    /// <example>true</example>
    [Required]
    public bool? IsSecondFactorRequired { get; init; }
}
