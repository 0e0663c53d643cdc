// A site as `create-docusaurus` makes it, without its blog.
export default {
  title: "A manual",
  url: "https://manual.example",
  baseUrl: "/",
  onBrokenLinks: "throw",
  markdown: { format: "detect" },
  themeConfig: { colorMode: { respectPrefersColorScheme: true } },
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, pages: false }]],
};
