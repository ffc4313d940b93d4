using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Errors;

/// <summary>One wrong field, parameter or header of a request. Exactly one of the three places is set.</summary>
public sealed record FieldError
{
    /// <summary>JSON pointer (RFC 6901) into the request body, such as <c>/redirectUris/0</c>.</summary>
    /// <example>/name</example>
    [StringLength(1000)]
    public string? Pointer { get; init; }

    /// <summary>Name of the query or path parameter.</summary>
    /// <example>limit</example>
    [StringLength(200)]
    public string? Parameter { get; init; }

    /// <summary>Name of the request header.</summary>
    /// <example>If-Match</example>
    [StringLength(100)]
    public string? Header { get; init; }

    /// <summary>Stable code: <c>required</c>, <c>too-long</c>, <c>format-invalid</c>, <c>value-not-permitted</c>, <c>not-changeable</c>, <c>unknown</c>, <c>repeated</c>, <c>type-invalid</c>.</summary>
    /// <example>value-not-permitted</example>
    [StringLength(50), RegularExpression("^[a-z-]+$")]
    public required string Code { get; init; }

    /// <summary>What is wrong and what would be right.</summary>
    /// <example>The value must be from 1 to 200.</example>
    [StringLength(2000)]
    public required string Detail { get; init; }
}
