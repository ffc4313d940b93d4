using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the methods of one operation: the plain one, <c>…WithResponse</c>, and where they apply <c>Find…</c>, <c>…IfChanged</c>, <c>…All</c> and <c>Update…</c>.</summary>
internal sealed class OperationWriter(CodeWriter code, ApiDocument document, ApiTag tag, ApiOperation operation)
{
    private readonly OperationDocs _docs = new(code, operation);
    private readonly IReadOnlyList<Argument> _arguments = Argument.Of(operation);

    private string? TypeInfo => operation.Result is { } result ? JsonWriter.TypeInfo(document, result) : null;

    public void Write()
    {
        if (operation.IsFile)
            WriteFile();
        else if (operation.JobItem is { } row)
            WriteJob(row);
        else
            WriteValue();
        WriteCall();
    }

    private void WriteValue()
    {
        WritePlain();
        WriteWithResponse();
        if (operation.HasFind)
            WriteFind();
        if (operation.HasIfChanged)
            WriteIfChanged();
        if (operation.PageItem is { } item)
            WriteAll(item);
        if (operation.ReadToUpdate(tag) is { } read)
            WriteUpdate(read);
        if (operation.BatchKeys(document.Models) is { } keys)
            WriteBatch(keys, operation.BatchItem(document.Models)!);
    }

    private void WritePlain()
    {
        _docs.Write(operation.Result is null ? null : operation.ResultDescription);
        var result = operation.Result is { } type ? $"Task<{type.Name}>" : "Task";
        code.Line($"public {result} {operation.Name}Async({Signature(_arguments)}) =>");
        Body(TypeInfo is { } info ? $"_transport.ReadAsync({Call}, {info}, cancellationToken)" : $"_transport.SendAsync({Call}, cancellationToken)");
    }

    private void WriteWithResponse()
    {
        _docs.Write(operation.Result is null ? "Status, headers and limits of the answer." : "The value with status, headers and limits of the answer.");
        var result = operation.Result is { } type ? $"Task<AosResponse<{type.Name}>>" : "Task<AosResponse>";
        code.Line($"public {result} {operation.Name}WithResponseAsync({Signature(_arguments)}) =>");
        Body($"_transport.SendAsync({Call}, {(TypeInfo is { } info ? info + ", " : "")}cancellationToken)");
    }

    private void WriteFind()
    {
        _docs.Write("The same, or null where there is none (404).", exceptMissing: true);
        code.Line($"public Task<{operation.Result!.Name}?> {operation.FindName}Async({Signature(_arguments)}) =>");
        Body($"_transport.FindAsync({Call}, {TypeInfo}, cancellationToken)");
    }

    private void WriteIfChanged()
    {
        var known = new Argument("knownEtag", "string?", false, false, "Tag of the state that the caller has (`AosResponse.ETag`); null reads in any case.");
        var inPath = operation.Parameters.Count(parameter => parameter.Form is ParameterForm.Path);
        List<Argument> arguments = [.. _arguments.Take(inPath), known, .. _arguments.Skip(inPath)];
        _docs.Write("The value with its tag, or null if it is still the known one (304, which no quota counts).", extra: known);
        code.Line($"public Task<AosResponse<{operation.Result!.Name}>?> {operation.IfChangedName}Async({Signature(arguments)}) =>");
        Body($"_transport.ReadIfChangedAsync({Call}.IfNoneMatch({known.Name}), {TypeInfo}, cancellationToken)");
    }

    private void WriteUpdate(ApiOperation read)
    {
        var inPath = _arguments.Take(operation.Parameters.Count(parameter => parameter.Form is ParameterForm.Path)).ToList();
        var change = new Argument("change", $"Func<{read.Result!.Name}, {operation.Body!.Type!.Name}>", false, false,
            (operation.IsPatch ? "Makes the change from the present values" : "Makes the new values from the present ones") + "; called again when somebody else was faster.");
        WriteUpdate(read, inPath, [.. inPath, change], "The value after the change. It was read, changed, and written with its tag; read again up to three times, if it changed meanwhile.", "");
        if (document.Models.First(model => model.Name == read.Result.Name).Properties.FirstOrDefault(property => property is { WireName: "etag", Type.Kind: TypeKind.Text }) is not { } tagged)
            return;
        var known = new Argument("known", read.Result.Name, false, false, "The value as it was read, perhaps as an item of a list; its tag goes with it, so that it is not read again.");
        WriteUpdate(read, inPath, [.. inPath, known, change], "The value after the change. It was changed and written with the tag of the known one; read again up to three times, if it changed meanwhile.",
            $" (known ?? throw new ArgumentNullException(nameof(known)), known.{tagged.Name}{(tagged is { IsRequired: true, IsNullable: false } ? "" : " ?? \"\"")}),");
    }

    private void WriteUpdate(ApiOperation read, IReadOnlyList<Argument> inPath, IReadOnlyList<Argument> arguments, string returns, string known)
    {
        _docs.Write(returns, only: arguments);
        code.Line($"public Task<{operation.Result!.Name}> {operation.UpdateName}Async({Signature(arguments)}) =>");
        var reads = Argument.Of(read).Select(argument => inPath.Any(own => own.Name == argument.Name) ? argument.Name : "null").Append("options");
        var writes = _arguments.Select(argument => argument.Name switch { "body" => "change(current_)", "etag" => "etag_", var name => inPath.Any(own => own.Name == name) ? name : "null" }).Append("options");
        code.Indented(() =>
        {
            code.Line($"_transport.UpdateAsync({read.Name}Call({string.Join(", ", reads)}), {JsonWriter.TypeInfo(document, read.Result!)},{known}");
            code.Indented(() => code.Line($"(current_, etag_) => {operation.Name}Call({string.Join(", ", writes)}), {TypeInfo}, cancellationToken);"));
        });
    }

    // The other properties of the body become parameters.
    private void WriteBatch(ApiProperty keys, ApiType item)
    {
        var name = Naming.Parameter(keys.WireName, []);
        var rest = document.Models.First(model => model.Name == operation.Body!.Type!.Name).Properties.Where(property => property != keys).ToList();
        List<Argument> others = [.. rest.Select(property => new Argument(Naming.Parameter(property.WireName, [name]), property.Type.Name, true, false, property.Description))];
        var values = string.Concat(rest.Zip(others).Select(pair => $", {pair.First.Name} = {pair.Second.Name}"));
        foreach (var sequence in (string[])["IEnumerable<string>", "IAsyncEnumerable<string>"])
        {
            var all = new Argument(name, sequence, false, false, keys.Description + " Any number of them: they are cut into batches, of which a few are on their way at a time.");
            _docs.Write("An item for each, in their order; a batch is sent when the loop gets near it.", only: [all, .. others]);
            code.Line($"public IAsyncEnumerable<{item.Name}> {operation.BatchName}Async({Signature([all, .. others])}) =>");
            var source = sequence == "IEnumerable<string>" ? $"AosBatch.Async({name})" : name;
            code.Indented(() =>
            {
                code.Line($"AosBatch.RunAsync({source}, AosBatch.AtOnce, async (batch_, token_) =>");
                code.Indented(() => code.Line($"(await {operation.Name}Async(new {operation.Body!.Type!.Name} {{ {keys.Name} = batch_{values} }}, AosBatch.ForEach(options), token_).ConfigureAwait(false)).Items, cancellationToken);"));
            });
        }
    }

    private void WriteFile()
    {
        _docs.Write(operation.ResultDescription);
        code.Line($"public Task<AosFile> {operation.Name}Async({Signature(_arguments)}) =>");
        Body($"_transport.OpenAsync({Call}, cancellationToken)");
    }

    private void WriteJob(ApiType row)
    {
        var info = JsonWriter.TypeInfo(document, row);
        _docs.Write("The job; wait for it, or keep its id.");
        code.Line($"public Task<AosJob<{row.Name}>> {operation.Name}Async({Signature(_arguments)}) =>");
        Body($"_transport.StartAsync({Call}, {CodeWriter.Literal(document.JobsPath!)}, {info}, cancellationToken)");
        code.Line();
        code.Line($"/// <summary>A job that <see cref=\"{operation.Name}Async\"/> started before, perhaps in another process. Nothing is sent yet.</summary>");
        code.Line("/// <param name=\"id\">Id of the job.</param>");
        code.Line($"public AosJob<{row.Name}> {operation.ResumeName}(Guid id) =>");
        Body($"_transport.Resume(id, {CodeWriter.Literal(document.JobsPath!)}, {info})");
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
        code.Line($"private static readonly AosOperation {operation.Id}Operation = new({CodeWriter.Literal(operation.Id)}, HttpMethod.{operation.HttpMethod}, {CodeWriter.Literal(operation.Path)}){(operation.IsAnonymous ? " { IsAnonymous = true }" : operation.IsTokenOptional ? " { IsTokenOptional = true }" : "")};");
        code.Line();
        var parameters = string.Concat(_arguments.Select(argument => argument.Declaration(withDefault: false) + ", "));
        code.Line($"private static AosCall {operation.Name}Call({parameters}AosRequestOptions? options) =>");
        code.Indented(() => code.Line($"new AosCall({operation.Id}Operation, {PathExpression()}, options)"));
        var steps = operation.Parameters.Where(parameter => parameter.Form is not ParameterForm.Path)
            .Select(parameter => $".{parameter.Form}({CodeWriter.Literal(parameter.WireName)}, {parameter.Name})").ToList();
        if (operation.Body is { } body)
            steps.Add(operation.IsPatch ? ".Patch(body)" : body.Type is { } type ? $".Body(body, {JsonWriter.TypeInfo(document, type)})" : ".Upload(body)");
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

    private string Call => $"{operation.Name}Call({string.Join(", ", _arguments.Select(argument => argument.Name).Append("options"))})";

    private void Body(string expression) => code.Indented(() => code.Line(expression + ";"));

    private static string Signature(IEnumerable<Argument> arguments) => string.Concat(arguments.Select(argument => argument.Declaration(withDefault: true) + ", "))
        + "AosRequestOptions? options = null, CancellationToken cancellationToken = default";
}
