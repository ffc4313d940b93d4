using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>Bodies that are files: a text of bytes for each media type, with an example.</summary>
internal static class FileBodies
{
    /// <param name="mediaTypes">Their media types.</param>
    /// <param name="maxBytes">Bytes that a file may have; without a limit of its own, what a number in the document can tell.</param>
    public static Dictionary<string, OpenApiMediaType> Describe(IEnumerable<string> mediaTypes, int maxBytes = int.MaxValue) => mediaTypes.ToDictionary(
        type => type,
        type => new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MaxLength = maxBytes },
            Example = JsonValue.Create(ExampleOf(type)),
        },
        StringComparer.Ordinal);

    private static string ExampleOf(string mediaType) => mediaType switch
    {
        "application/x-ndjson" => "{\"vin\":\"WBAUV71070A193748\"}\n",
        "text/csv" => "vin\r\nWBAUV71070A193748\r\n",
        "image/svg+xml" => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 400\"><title>BMW 335i, Estate, black-sapphire metallic, from the side</title></svg>",
        _ => "(bytes)",
    };
}
