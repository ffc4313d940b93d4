using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Aos.Api.Platform.OpenApi;

/// <summary>A document as text: OpenAPI 3.0 in JSON, the same bytes for the same code.</summary>
internal static class DocumentText
{
    /// <summary>Makes the document.</summary>
    /// <param name="services">Services of the application; nothing of it has to run.</param>
    /// <param name="document">Which one.</param>
    /// <param name="contact">Whom partners ask.</param>
    public static async Task<string> RenderAsync(IServiceProvider services, ApiDocument document, DocumentContact contact)
    {
        using var scope = services.CreateScope();
        var made = scope.ServiceProvider.GetRequiredService<ISwaggerProvider>().GetSwagger(document.Name);
        made.Info.Contact = new() { Name = contact.Name, Url = new(contact.Url, UriKind.RelativeOrAbsolute), Email = contact.Email };
        var text = await made.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0);
        return text.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
