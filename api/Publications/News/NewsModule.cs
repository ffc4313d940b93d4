using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Publications.News;

/// <summary>Introduces news.</summary>
internal static class NewsModule
{
    public static IServiceCollection AddNews(this IServiceCollection services) => services
        .AddSingleton<NewsStore>()
        .AddSingleton<IJsonTypeInfoResolver>(NewsJson.Default);
}

/// <summary>Source-generated JSON of news.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewsItem))]
[JsonSerializable(typeof(Page<NewsItem>))]
[JsonSerializable(typeof(News))]
[JsonSerializable(typeof(Page<News>))]
[JsonSerializable(typeof(NewsReplace))]
[JsonSerializable(typeof(IReadOnlyList<NewsReplace>))]
internal sealed partial class NewsJson : JsonSerializerContext;
