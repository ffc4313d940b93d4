using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the methods of one operation: the plain one, <c>…WithResponse</c>, and where they apply <c>Find…</c> and <c>…All</c>.</summary>
internal sealed class OperationWriter(CodeWriter code, ApiDocument document, ApiOperation operation)
{
    private readonly OperationDocs _docs = new(code, operation);
    private readonly IReadOnlyList<Argument> _arguments = Argument.Of(operation);

    private string? TypeInfo => operation.Result is { } result ? JsonWriter.TypeInfo(document, result) : null;

    public void Write()
    {
        WritePlain();
        WriteWithResponse();
        if (operation.HasFind)
            WriteFind();
        if (operation.PageItem is { } item)
            WriteAll(item);
        WriteCall();
    }

    private void WritePlain()
    {
        _docs.Write(operation.Result is null ? null : operation.ResultDescription);
        var result = operation.Result is { } type ? $"Task<{type.Name}>" : "Task";
        code.Line($"public async {result} {operation.Name}Async({Signature(_arguments)}) =>");
        var call = $"await {operation.Name}WithResponseAsync({Names(_arguments)}, options, cancellationToken).ConfigureAwait(false)";
        Body(operation.Result is null ? call : $"({call}).Value");
    }

    private void WriteWithResponse()
    {
        _docs.Write(operation.Result is null ? "Status, headers and limits of the answer." : "The value with status, headers and limits of the answer.");
        var result = operation.Result is { } type ? $"Task<AosResponse<{type.Name}>>" : "Task<AosResponse>";
        code.Line($"public {result} {operation.Name}WithResponseAsync({Signature(_arguments)}) =>");
        Body($"_transport.SendAsync({operation.Name}Call({Names(_arguments)}, options), {(TypeInfo is { } info ? info + ", " : "")}cancellationToken)");
    }

    private void WriteFind()
    {
        _docs.Write("The same, or null where there is none (404).", exceptMissing: true);
        code.Line($"public Task<{operation.Result!.Name}?> {operation.FindName}Async({Signature(_arguments)}) =>");
        Body($"_transport.FindAsync({operation.Name}Call({Names(_arguments)}, options), {TypeInfo}, cancellationToken)");
    }

    // The names with an underscore cannot meet a parameter's name.
    private void WriteAll(ApiType item)
    {
        var arguments = _arguments.Where(argument => !argument.IsCursor).ToList();
        _docs.Write("The items of all pages; a page is read when the loop gets there.", exceptCursor: true);
        code.Line($"public AosPageable<{item.Name}> {operation.AllName}Async({Signature(arguments)}) =>");
        code.Indented(() =>
        {
            code.Open("new(async (cursor_, token_) =>");
            var names = string.Join(", ", _arguments.Select(argument => argument.IsCursor ? "cursor_" : argument.Name).Append("options").Append("token_"));
            code.Line($"var page_ = await {operation.Name}Async({names}).ConfigureAwait(false);");
            code.Line($"return new AosPage<{item.Name}>(page_.Items, page_.NextCursor);");
            code.Close("}, cancellationToken);");
        });
    }

    private void WriteCall()
    {
        code.Line();
        var parameters = string.Concat(_arguments.Select(argument => argument.Declaration(withDefault: false) + ", "));
        code.Line($"private static AosCall {operation.Name}Call({parameters}AosRequestOptions? options) =>");
        code.Indented(() => code.Line($"new AosCall(HttpMethod.{operation.HttpMethod}, {PathExpression()}, options)"));
        var steps = operation.Parameters.Where(parameter => parameter.Form is not ParameterForm.Path)
            .Select(parameter => $".{parameter.Form}({CodeWriter.Literal(parameter.WireName)}, {parameter.Name})").ToList();
        if (operation.Body is { } body)
            steps.Add($".Body(body, {JsonWriter.TypeInfo(document, body.Type)})");
        if (operation.HasETag)
            steps.Add(".IfMatch(etag)");
        code.Indented(() => code.Indented(() =>
        {
            foreach (var step in steps)
                code.Line(step);
        }));
        code.EndStatement();
    }

    private string PathExpression()
    {
        var parts = new List<string>();
        var literal = "";
        foreach (var segment in operation.Path.Split('/').Skip(1))
        {
            literal += "/";
            if (operation.Parameters.FirstOrDefault(parameter => parameter.Form is ParameterForm.Path && segment == $"{{{parameter.WireName}}}") is not { } parameter)
            {
                literal += segment;
                continue;
            }
            parts.Add(CodeWriter.Literal(literal));
            parts.Add($"AosCall.Segment({CodeWriter.Literal(parameter.WireName)}, {parameter.Name})");
            literal = "";
        }
        if (literal.Length > 0)
            parts.Add(CodeWriter.Literal(literal));
        return string.Join(" + ", parts);
    }

    private void Body(string expression) => code.Indented(() => code.Line(expression.Replace("(, ", "(", StringComparison.Ordinal) + ";"));

    private static string Signature(IEnumerable<Argument> arguments) => string.Concat(arguments.Select(argument => argument.Declaration(withDefault: true) + ", "))
        + "AosRequestOptions? options = null, CancellationToken cancellationToken = default";

    private static string Names(IEnumerable<Argument> arguments) => string.Join(", ", arguments.Select(argument => argument.Name));
}
