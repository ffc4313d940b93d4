using Microsoft.AspNetCore.Mvc.Abstractions;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>Names and order of operations.</summary>
internal static class OperationNames
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>The route name without its document: <c>oauth.v1:CreateToken</c> is <c>CreateToken</c>.</summary>
    public static string Of(ActionDescriptor action) => action.AttributeRouteInfo?.Name is { } name
        ? name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]
        : throw new InvalidOperationException($"{action.DisplayName} has no route name; it becomes the operation id.");

    /// <summary>Place of a method among those of one path.</summary>
    public static int MethodRank(string? method) => Array.IndexOf(Methods, method);
}
