using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the XML documentation of an operation's methods from the document's texts.</summary>
internal sealed class OperationDocs(CodeWriter code, ApiOperation operation)
{
    public void Write(string? returns, bool exceptMissing = false, bool exceptCursor = false, Argument? extra = null, IReadOnlyList<Argument>? only = null)
    {
        code.Line();
        code.Doc("summary", operation.Summary.TrimEnd('.') + ".");
        if (operation.Description.Length > 0)
            code.Doc("remarks", operation.Description);
        foreach (var argument in (only ?? Argument.Of(operation)).Where(argument => !(exceptCursor && argument.IsCursor)).Concat(extra is null ? [] : [extra]))
            code.Doc($"param name=\"{argument.Name.TrimStart('@')}\"", argument.Description);
        code.Line("/// <param name=\"options\">Settings of this call.</param>");
        code.Line("/// <param name=\"cancellationToken\">Ends call and waiting at once.</param>");
        if (returns is not null)
            code.Doc("returns", returns);
        foreach (var failure in operation.Failures.GroupBy(failure => ExceptionOf(failure.Key)))
        {
            var texts = failure.Where(entry => !(exceptMissing && entry.Key == 404)).Select(entry => $"{entry.Key}: {entry.Value}").ToList();
            if (texts.Count > 0)
                code.Doc($"exception cref=\"{failure.Key}\"", string.Join(' ', texts));
        }
        code.Obsolete(operation.Obsolete);
    }

    private static string ExceptionOf(int status) => status switch
    {
        400 or 422 => "AosValidationException",
        401 => "AosUnauthorizedException",
        402 => "AosTicketRequiredException",
        403 => "AosForbiddenException",
        404 => "AosNotFoundException",
        409 => "AosConflictException",
        412 or 428 => "AosPreconditionFailedException",
        429 => "AosRateLimitException",
        >= 500 => "AosServerException",
        _ => "AosApiException",
    };
}
