namespace Aos.Api.Platform.OpenApi;

/// <summary>JSON Schemas that an area has in the repository, beside the documents; register them as a service.</summary>
/// <param name="Folder">Folder below that of the documents.</param>
/// <param name="Texts">What makes a schema, by the name of its file without ending.</param>
internal sealed record SchemaFiles(string Folder, IReadOnlyDictionary<string, Func<string>> Texts);
