using System.Security.Cryptography;
using System.Text.Json;

namespace Aos.Sdk.Generator.OpenApi;

/// <summary>Reads a document file.</summary>
internal static class DocumentReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary><c>vehicle-identification.v1.json</c> is <c>VehicleIdentification</c>.</summary>
    public static string ProductOf(string file) => Naming.Pascal(Path.GetFileName(file).Split('.')[0]);

    public static ApiDocument Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var fileName = Path.GetFileName(file);
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Read(new DocumentSource(fileName, json.RootElement), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (JsonException fault)
        {
            throw new GenerationFault(fileName, "document", $"is not JSON ({fault.Message.TrimEnd('.')})");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException)
        {
            throw new GenerationFault(fileName, "document", $"is not an OpenAPI document ({fault.Message.TrimEnd('.')})");
        }
    }

    private static ApiDocument Read(DocumentSource source, string hash)
    {
        if (DocumentSource.Text(source.Root, "openapi")?.StartsWith("3.0.", StringComparison.Ordinal) is not true)
            throw source.Fault("only OpenAPI 3.0 is supported");
        var product = ProductOf(source.FileName);
        var schemas = new SchemaReader(source);
        var tags = ReadTags(source, new OperationReader(source, schemas));
        source.Place = "document";
        CheckNames(source, product, tags, schemas);
        var info = source.Root.GetProperty("info");
        return new ApiDocument
        {
            FileName = source.FileName,
            Product = product,
            Hash = hash,
            Description = DocumentSource.Text(info, "title") ?? product,
            JobsPath = JobsPath(source, tags),
            Tags = tags,
            Models = schemas.Models,
            Enums = schemas.Enums,
        };
    }

    // A job is read where the operation GetJob says.
    private static string? JobsPath(DocumentSource source, IReadOnlyList<ApiTag> tags)
    {
        var operations = tags.SelectMany(tag => tag.Operations).ToList();
        if (operations.Find(operation => operation.JobItem is not null) is not { } starter)
            return null;
        source.Place = starter.Id;
        var read = operations.Find(operation => operation is { Id: "GetJob", HttpMethod: "Get" })
            ?? throw source.Fault("starts a job, and the document has no operation GetJob");
        return read.Path.EndsWith('}') ? read.Path[..read.Path.LastIndexOf('/')] : throw source.Fault("starts a job, and the path of GetJob does not end in the job's id");
    }

    private static List<ApiTag> ReadTags(DocumentSource source, OperationReader reader)
    {
        var operations = new SortedDictionary<string, List<ApiOperation>>(StringComparer.Ordinal);
        foreach (var path in source.Root.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name)))
            {
                source.Place = $"{method.Name.ToUpperInvariant()} {path.Name}";
                var (tag, operation) = reader.Read(path.Name, path.Value, method.Name, method.Value);
                if (!operations.TryGetValue(tag, out var list))
                    operations[tag] = list = [];
                list.Add(operation);
            }
        }
        return [.. operations.Select(pair => new ApiTag(pair.Key, TagDescription(source, pair.Key), pair.Value))];
    }

    private static string TagDescription(DocumentSource source, string tag) =>
        DocumentSource.Child(source.Root, "tags") is { } tags
            && tags.EnumerateArray().FirstOrDefault(entry => DocumentSource.Text(entry, "name") == tag) is { ValueKind: JsonValueKind.Object } found
            && DocumentSource.Text(found, "description") is { } description
            ? description
            : $"Operations on {tag}.";

    private static void CheckNames(DocumentSource source, string product, IReadOnlyList<ApiTag> tags, SchemaReader schemas)
    {
        var types = new HashSet<string>(StringComparer.Ordinal) { product + "Client", product + "Json" };
        foreach (var name in tags.Select(tag => tag.Name + "Client").Concat(schemas.Models.Select(model => model.Name)).Concat(schemas.Models.Where(model => model.IsPatch).Select(model => model.FieldsName)).Concat(schemas.Enums.Select(values => values.Name)))
        {
            if (!types.Add(name))
                throw source.Fault($"two types would be named {name}");
        }
        foreach (var tag in tags)
        {
            var methods = new HashSet<string>(StringComparer.Ordinal);
            foreach (var operation in tag.Operations)
            {
                source.Place = operation.Id;
                string?[] names = [operation.Name, operation.HasFind ? operation.FindName : null, operation.PageItem is null ? null : operation.AllName,
                    operation.HasIfChanged ? operation.IfChangedName : null, operation.JobItem is null ? null : operation.ResumeName,
                    operation.ReadToUpdate(tag) is null ? null : operation.UpdateName, operation.BatchKeys(schemas.Models) is null ? null : operation.BatchName];
                // A change and its update may have one name: their parameters tell them apart.
                if (names.Distinct().FirstOrDefault(name => name is not null && !methods.Add(name)) is { } doubled)
                    throw source.Fault($"{tag.Name} would have {doubled}Async twice; give the operation another name with x-sdk-name");
            }
        }
    }
}
