using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Errors;

/// <summary>
/// Every error answer (RFC 9457, <c>application/problem+json</c>). Programs decide by <c>code</c>;
/// <c>title</c> and <c>detail</c> are for people and come in the caller's language.
/// </summary>
public sealed record Problem
{
    /// <summary>Address of the page that explains the code.</summary>
    /// <example>https://api.example.com/problems/request.parameter-invalid</example>
    [TextFormat("uri"), StringLength(300)]
    public required string Type { get; init; }

    /// <summary>Short sentence, the same for every occurrence of the code.</summary>
    /// <example>A parameter is wrong.</example>
    [StringLength(200)]
    public required string Title { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    /// <example>400</example>
    [Range(400, 599)]
    public required int Status { get; init; }

    /// <summary>What happened this time.</summary>
    /// <example>At least one parameter is unknown, repeated or has a wrong value; see errors.</example>
    [StringLength(2000)]
    public required string Detail { get; init; }

    /// <summary>Path of the request.</summary>
    /// <example>/vehicle-identification/v1/vehicles</example>
    [StringLength(8192)]
    public required string Instance { get; init; }

    /// <summary>Stable code, <c>area.kebab-case</c>; also in the header <c>AOS-Error-Code</c>.</summary>
    /// <example>request.parameter-invalid</example>
    [StringLength(100), RegularExpression(@"^[a-z-]+\.[a-z-]+$")]
    public required string Code { get; init; }

    /// <summary>Id of the request, as in the header <c>X-Request-Id</c>; name it to the operator.</summary>
    /// <example>0197c9a46b1e7c3a9d524f0e8a7b6c5d</example>
    [StringLength(64), RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public required string RequestId { get; init; }

    /// <summary>Trace id (W3C), when tracing is on.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    [StringLength(32, MinimumLength = 32), RegularExpression("^[0-9a-f]{32}$")]
    public string? TraceId { get; init; }

    /// <summary>Every wrong field, parameter or header; absent where the problem is not about fields.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The limits that were passed, for 429.</summary>
    /// <example>["second"]</example>
    [MaxLength(10), StringLength(20), RegularExpression("^[a-z]+$")]
    public IReadOnlyList<string>? ViolatedPolicies { get; init; }

    /// <summary>The way out, where there is one.</summary>
    public Resolution? Resolution { get; init; }
}

/// <summary>The way out of a problem.</summary>
public sealed record Resolution
{
    /// <summary>What to do: <c>retry</c>, <c>correctInput</c>, <c>waitUntil</c>, <c>buyTicket</c>, <c>requestAccess</c>, <c>requestConsent</c>, <c>signInAgain</c>, <c>reloadAndRetry</c> or <c>contactSupport</c>.</summary>
    /// <example>retry</example>
    public required ResolutionAction Action { get; init; }

    /// <summary>The same in a sentence.</summary>
    /// <example>Send the same request again.</example>
    [StringLength(500)]
    public required string Text { get; init; }

    /// <summary>Where to do it.</summary>
    /// <example>https://api.example.com/docs</example>
    [TextFormat("uri"), StringLength(2000)]
    public string? Url { get; init; }

    /// <summary>The scope to ask for, where a token without it was sent.</summary>
    /// <example>vehicle.read</example>
    [StringLength(100), RegularExpression(@"^[a-z]+(\.[a-z]+)*$")]
    public string? Scope { get; init; }
}
