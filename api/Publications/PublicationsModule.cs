using Aos.Api.Publications.CenTree;
using Aos.Api.Publications.Documents;
using Aos.Api.Publications.Navigation;
using Aos.Api.Publications.News;

namespace Aos.Api.Publications;

/// <summary>Introduces the area: documents, news, and the navigation of the portal.</summary>
internal static class PublicationsModule
{
    public static IServiceCollection AddPublications(this IServiceCollection services) => services
        .AddDocuments()
        .AddNews()
        .AddNavigation()
        .AddCenTree();
}
